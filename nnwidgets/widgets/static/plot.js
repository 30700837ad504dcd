// Curves and bars by plotly. The figure names its colours as CSS variables; here they become
// the colours of the present theme. Only traces whose data changed are redrawn.

function plotView(root, send, getPlotly) {
  const box = document.createElement("div");
  box.className = "nnw-plot";
  box.setAttribute("role", "img");
  root.append(box);
  let plotly = null;
  let last = null;

  async function draw(scene) {
    box.setAttribute("aria-label", scene.label);
    plotly = plotly || (await getPlotly());
    const resolve = themeResolver(root);
    const layoutKey = JSON.stringify(scene.layout);
    const traceKeys = scene.data.map((trace) => JSON.stringify(trace));
    const before = last;
    last = { layoutKey, traceKeys }; // at once: the next scene may come while plotly draws
    if (!before || before.layoutKey !== layoutKey || before.traceKeys.length !== traceKeys.length) {
      box.style.height = `${scene.layout.height}px`;
      await plotly.react(box, resolve(scene.data), resolve(scene.layout), {
        displayModeBar: false, responsive: true, staticPlot: true,
      });
    } else {
      const changed = traceKeys.flatMap((key, i) => (key === before.traceKeys[i] ? [] : [i]));
      if (changed.length) {
        const traces = resolve(changed.map((i) => scene.data[i]));
        const update = {};
        for (const name of ["x", "y", "text"]) {
          if (traces.some((trace) => trace[name] !== undefined)) update[name] = traces.map((trace) => trace[name]);
        }
        await plotly.restyle(box, update, changed);
      }
    }
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
