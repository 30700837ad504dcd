// A curve by plotly, and over it a layer of its own for what moves while a slider is dragged:
// plotly takes ten milliseconds to redraw a figure, however little of it is new. The figure names
// its colours as CSS variables; here they become the colours of the present theme.

function plotView(root, send, getPlotly) {
  const box = document.createElement("div");
  box.className = "nnw-plot";
  box.setAttribute("role", "img");
  const marks = svgElement("svg", { class: "nnw-marks", "aria-hidden": "true" });
  const layers = Object.fromEntries(["guide", "ghost", "now"].map((name) => [name, svgElement("g", { class: `nnw-mark-${name}` })]));
  marks.append(...Object.values(layers));
  root.append(box, marks);
  let plotly = null;
  let last = null;

  // In percent of the axes, whatever the width. What lies beyond them is not drawn.
  function drawMarks({ layout, marks: { guide, ghost, now } }) {
    const { margin, height, xaxis, yaxis } = layout;
    Object.assign(marks.style, {
      left: `${margin.l}px`, top: `${margin.t}px`,
      width: `calc(100% - ${margin.l + margin.r}px)`, height: `${height - margin.t - margin.b}px`,
    });
    const share = (value, [low, high]) => 100 * ((value - low) / (high - low));
    const places = (points) => points.map(([x, y]) => [share(x, xaxis.range), 100 - share(y, yaxis.range)]);
    const inside = (place) => place.every((part) => part >= 0 && part <= 100);
    const percent = (part) => `${Math.min(Math.max(part, 0), 100).toFixed(4)}%`;
    const corners = places(guide).map((place) => place.map(percent));
    pooled(layers.guide, corners.slice(1), "line", (line, [x2, y2], i) => {
      const [x1, y1] = corners[i];
      setAttributes(line, { x1, y1, x2, y2 });
    });
    for (const [layer, points] of [[layers.ghost, ghost], [layers.now, now]]) {
      pooled(layer, places(points).filter(inside), "circle", (circle, place) => {
        const [cx, cy] = place.map(percent);
        setAttributes(circle, { cx, cy, r: 6.5 });
      });
    }
  }

  async function draw(scene) {
    box.setAttribute("aria-label", scene.label);
    const figure = JSON.stringify([scene.data, scene.layout]);
    if (figure !== last) {
      last = figure; // at once: the next scene may come while plotly draws
      plotly = plotly || (await getPlotly());
      const resolve = themeResolver(root);
      box.style.height = `${scene.layout.height}px`;
      await plotly.react(box, resolve(scene.data), resolve(scene.layout), {
        displayModeBar: false, responsive: true, staticPlot: true,
      });
    }
    drawMarks(scene);
  }

  async function redraw(scene) {
    last = null;
    await draw(scene);
  }
  return { draw, redraw, destroy: () => plotly && plotly.purge(box) };
}

VIEWS.plot = plotView;

// A copy of a figure's JSON in which every var(--name) is the colour it stands for here.
function themeResolver(root) {
  const style = getComputedStyle(root);
  const colour = (text) => text.replace(/var\((--[\w-]+)\)/g, (_, name) => style.getPropertyValue(name).trim());
  const resolve = (value) => {
    if (typeof value === "string") return value.startsWith("var(") ? colour(value) : value;
    if (Array.isArray(value)) return value.map(resolve);
    if (value && typeof value === "object") {
      return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, resolve(part)]));
    }
    return value;
  };
  return resolve;
}
