// A surface over a square, as flat faces on a canvas in the order in which they come: the kernel
// has turned it and sorted it. Axes and numbers are SVG, so that they can be read as text.

function surfaceView(root) {
  const box = document.createElement("div");
  box.className = "nnw-surface";
  const canvas = document.createElement("canvas");
  canvas.setAttribute("aria-hidden", "true");
  const svg = svgElement("svg", { role: "img" });
  const [lines, texts, marks] = ["axes", "names", "marks"]
    .map((name) => svgElement("g", { class: `nnw-surface-${name}` }));
  const title = svgElement("text", { class: "nnw-caption", "text-anchor": "middle", y: 16 });
  svg.append(lines, texts, marks, title);
  box.append(canvas, svg);
  root.append(box);
  let size = "";

  function draw(scene) {
    const { width, height } = scene;
    if (size !== `${width} ${height}`) {
      size = `${width} ${height}`;
      setAttributes(svg, { viewBox: `0 0 ${width} ${height}` });
      box.style.aspectRatio = `${width} / ${height}`;
      fitPicture(box, width);
      [canvas.width, canvas.height] = [2 * width, 2 * height]; // sharp where pixels are small
    }
    setAttributes(svg, { "aria-label": scene.label });
    setAttributes(title, { x: width / 2 });
    setText(title, scene.title);
    paintSurface(canvas, scene, root);
    pooled(lines, scene.axes.lines, "path", (line, points) => setAttributes(line, { d: `M${points.join("L")}` }));
    pooled(texts, scene.axes.texts, "text", placeText);
    pooled(marks, scene.marks, "text", placeText);
  }
  return { draw };
}

VIEWS.surface = surfaceView;

function placeText(element, { x, y, text, anchor }) {
  setAttributes(element, { x, y, "text-anchor": anchor });
  setText(element, text);
}

function paintSurface(canvas, scene, root) {
  const context = canvas.getContext("2d");
  const points = floatsOf(scene.points);
  const [counts, shades, lights] = [scene.counts, scene.shades, scene.lights].map(bytesOf);
  const colours = lookupTable(scene.palette, root);
  context.setTransform(2, 0, 0, 2, 0, 0);
  context.clearRect(0, 0, scene.width, scene.height);
  const style = getComputedStyle(root);
  context.lineJoin = "round";
  context.strokeStyle = style.getPropertyValue("--nnw-quiet").trim();
  outlineOf(context, scene.floor);
  context.strokeStyle = style.getPropertyValue("--nnw-map-ghost").trim(); // as on the maps
  context.lineWidth = counts.length > 400 ? 0.35 : 0.75;
  let at = 0;
  for (let i = 0; i < counts.length; i++) {
    context.fillStyle = dimmed(colours[shades[i]], lights[i]);
    context.beginPath();
    for (let k = 0; k < counts[i]; k++, at += 2) context.lineTo(points[at], points[at + 1]);
    context.closePath();
    context.fill();
    context.stroke();
  }
}

function outlineOf(context, corners) {
  context.lineWidth = 1;
  context.beginPath();
  for (const [x, y] of corners) context.lineTo(x, y);
  context.closePath();
  context.stroke();
}

// A colour of the palette, red in its lowest byte, with less light.
function dimmed(colour, light) {
  const channel = (shift) => Math.round((((colour >> shift) & 255) * light) / 255);
  return `#${[0, 8, 16].map((shift) => channel(shift).toString(16).padStart(2, "0")).join("")}`;
}
