// A flat picture of rectangles, paths, circles and texts, each placed by the kernel.
// An item is drawn anew only if it changed; one with an action can be clicked and reached by Tab.

const SKETCH_STYLES = ["fill", "stroke"];

function sketchView(root, send) {
  const svg = svgElement("svg", { class: "nnw-sketch" });
  root.append(svg);
  const drawn = [];

  function draw(scene) {
    setAttributes(svg, {
      viewBox: `0 0 ${scene.width} ${scene.height}`,
      role: scene.items.some((item) => item.action) ? "group" : "img",
      "aria-label": scene.label,
    });
    fitPicture(svg, scene.width);
    scene.items.forEach((item, i) => {
      if (!drawn[i] || drawn[i].tag !== item.tag || drawn[i].id !== item.id) {
        const made = { tag: item.tag, id: item.id, element: svgElement(item.tag, {}), key: "" };
        if (item.id) listen(made.element, item.id, send);
        if (drawn[i]) drawn[i].element.replaceWith(made.element);
        else svg.append(made.element);
        drawn[i] = made;
      }
      drawSketched(drawn[i], item);
    });
    while (drawn.length > scene.items.length) drawn.pop().element.remove();
  }
  return { draw };
}

VIEWS.sketch = sketchView;

function drawSketched(made, item) {
  const key = JSON.stringify(item);
  if (made.key === key) return;
  made.key = key;
  const { tag, id, text, fill, stroke, style, action, title, states, ...place } = item;
  setAttributes(made.element, place);
  setAttributes(made.element, { class: [`nnw-sketch-${style || "plain"}`, stateClasses(item)].join(" ").trim() });
  for (const name of SKETCH_STYLES) {
    made.element.style[name] = item[name] ? `var(--nnw-${item[name]})` : "";
  }
  if (tag === "text") setText(made.element, text);
  if (id) describeItem(made.element, item);
}
