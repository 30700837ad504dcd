// A crosshair that arrow keys move over a map, so that a place can be chosen without a mouse:
// Enter acts there as a click does, Delete as a click on "remove".

const CROSSHAIR_STEPS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] };

function crosshair(box, svg, send) {
  const lines = svgElement("g", { class: "nnw-crosshair", visibility: "hidden" });
  lines.append(svgElement("path", { class: "nnw-halo" }), svgElement("path", {}));
  svg.append(lines);
  const spoken = document.createElement("span");
  spoken.className = "nnw-spoken";
  spoken.setAttribute("role", "status");
  box.append(spoken);
  let frame = null;
  let at = null;

  function place() {
    const [px, py] = frame.toPixel(...at).map((value) => value.toFixed(1));
    const d = `M${px - 14},${py}H${Number(px) + 14}M${px},${py - 14}V${Number(py) + 14}`;
    for (const line of lines.children) setAttributes(line, { d });
    setText(spoken, at.map((value, i) => `${frame.names[i]} = ${shortNumber(value)}`).join(", "));
  }
  function move([dx, dy], long) {
    const [x0, x1, y0, y1] = frame.extent;
    const steps = long ? 10 : 50; // across the whole map
    const inside = (value, low, high) => Math.min(high, Math.max(low, Number(value.toFixed(6))));
    at = [inside(at[0] + (dx * (x1 - x0)) / steps, x0, x1), inside(at[1] + (dy * (y1 - y0)) / steps, y0, y1)];
    place();
  }
  svg.addEventListener("focus", () => {
    if (!frame || !svg.matches(":focus-visible")) return;
    at ??= [(frame.extent[0] + frame.extent[1]) / 2, (frame.extent[2] + frame.extent[3]) / 2];
    place();
    setAttributes(lines, { visibility: "visible" });
  });
  svg.addEventListener("blur", () => setAttributes(lines, { visibility: "hidden" }));
  svg.addEventListener("keydown", (event) => {
    if (!at) return;
    if (event.key in CROSSHAIR_STEPS) move(CROSSHAIR_STEPS[event.key], event.shiftKey);
    else if (event.key === "Enter" || event.key === " ") send({ event: "point", x: at[0], y: at[1] });
    else if (event.key === "Delete" || event.key === "Backspace") send({ event: "erase", x: at[0], y: at[1] });
    else return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab moves between cells on arrow keys
  });

  // `help` says what Enter does here; without it the map is a picture and takes no focus.
  return (newFrame, scene) => {
    frame = scene.help ? { ...newFrame, names: [scene.x_title, scene.y_title] } : null;
    setAttributes(svg, {
      role: frame ? "application" : "img",
      tabindex: frame ? 0 : null,
      "aria-label": frame ? `${scene.label} ${scene.help}` : scene.label,
    });
  };
}
