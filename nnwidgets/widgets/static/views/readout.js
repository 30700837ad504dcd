// Numbers worth watching, each with a gauge where a bar to beat makes sense.

function readoutView(root) {
  const list = document.createElement("div");
  list.className = "nnw-readout";
  root.append(list);

  function draw(scene) {
    while (list.children.length < scene.rows.length) list.append(buildReadout());
    while (list.children.length > scene.rows.length) list.lastChild.remove();
    scene.rows.forEach((row, i) => fillReadout(list.children[i], row));
  }
  return { draw };
}

VIEWS.readout = readoutView;

function buildReadout() {
  const row = document.createElement("div");
  const name = document.createElement("div");
  const value = document.createElement("div");
  const gauge = svgElement("svg", { class: "nnw-gauge", viewBox: "0 0 200 34", "aria-hidden": "true" });
  gauge.append(
    svgElement("path", { class: "nnw-gauge-track", d: "M4,9H196" }),
    svgElement("path", { class: "nnw-gauge-fill" }),
    svgElement("path", { class: "nnw-gauge-ghost" }),
    svgElement("path", { class: "nnw-gauge-bound" }),
    svgElement("text", { class: "nnw-gauge-label", y: 31 }),
  );
  const number = document.createElement("span");
  value.append(number, gauge);
  name.className = "nnw-readout-name";
  value.className = "nnw-readout-value";
  row.append(name, value);
  return row;
}

function fillReadout(row, entry) {
  const [name, value] = row.children;
  const [number, gauge] = value.children;
  setText(name, entry.name);
  setText(number, entry.value);
  gauge.style.display = entry.gauge ? "" : "none";
  if (!entry.gauge) return;
  const { low, high, at, ghost, bound, bound_label } = entry.gauge;
  const place = (v) => 4 + 192 * Math.min(1, Math.max(0, (v - low) / (high - low)));
  const [track, fill, shadow, limit, label] = gauge.children;
  setAttributes(fill, { d: `M4,9H${place(at).toFixed(1)}` });
  setAttributes(shadow, { d: ghost == null ? "" : `M${place(ghost).toFixed(1)},1v16` });
  setAttributes(limit, { d: bound == null ? "" : `M${place(bound).toFixed(1)},0v18` });
  setAttributes(label, { x: place(bound == null ? low : bound), "text-anchor": "middle" });
  setText(label, bound_label || "");
}
