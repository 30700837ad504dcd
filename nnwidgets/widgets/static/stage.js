// The views of one explorer, drawn together: one message from the kernel, one paint.

const REST = 700; // milliseconds without a change, after which what changed is said
const SAID = 5000; // in which it has been handed to the reader

function renderStage({ model, el }) {
  addSheet();
  const stage = document.createElement("div");
  stage.className = "nnw-stage";
  const grid = document.createElement("div");
  grid.className = "nnw-panels";
  const summary = document.createElement("p");
  summary.className = "nnw-summary";
  const spoken = document.createElement("p");
  spoken.className = "nnw-spoken";
  spoken.setAttribute("role", "status");
  stage.append(grid, summary, spoken);
  el.append(stage);

  const send = (content) => model.send(content);
  const panels = model.get("panels").map(({ name, kind, span, rows }) => {
    const root = document.createElement("div");
    root.className = `nnw-panel nnw-panel-${kind}`;
    root.dataset.panel = name;
    root.style.setProperty("--nnw-span", span);
    root.style.setProperty("--nnw-rows", rows || 1);
    grid.append(root);
    return { key: `scene_${name}`, root, stale: true, view: VIEWS[kind](root, send) };
  });

  let draws = 0;
  let placed = false; // colours and widths are known once the stage has a size in the page
  let told = null; // the sentences that the page shows
  let speak = 0;
  // Said once the hand rests, not at every step of a drag; nothing while the page is built. What
  // was said is taken away again: a reader who walks over the page would find it there twice.
  const tell = (words) => {
    setText(summary, words);
    if (told !== null && words !== told) {
      clearTimeout(speak);
      speak = setTimeout(() => {
        setText(spoken, words);
        speak = setTimeout(() => setText(spoken, ""), SAID);
      }, REST);
    }
    told = words;
  };
  const paint = async (method) => {
    if (!placed) return;
    const waiting = [];
    for (const panel of panels) {
      if (!panel.stale) continue;
      panel.stale = false;
      const scene = model.get(panel.key);
      if (scene && Object.keys(scene).length) {
        waiting.push(Promise.resolve((panel.view[method] || panel.view.draw)(scene)).then(() => {
          panel.root.dataset.nnwDraws = Number(panel.root.dataset.nnwDraws || 0) + 1;
        }));
      }
    }
    tell(model.get("summary"));
    await Promise.all(waiting);
    draws += 1;
    stage.dataset.nnwDraws = draws;
  };

  // "change:name" comes for each scene of a message, then one "change" for the message.
  const outdate = panels.map((panel) => () => { panel.stale = true; });
  panels.forEach((panel, i) => model.on(`change:${panel.key}`, outdate[i]));
  const changed = () => paint("draw");
  model.on("change", changed);
  const recolour = () => {
    for (const panel of panels) panel.stale = true;
    paint("redraw");
  };
  const themed = new MutationObserver(recolour);
  themed.observe(document.body, { attributes: true, attributeFilter: ["data-jp-theme-light", "class"] });
  const forced = ["(forced-colors: active)", "(prefers-color-scheme: dark)"].map((query) => matchMedia(query));
  for (const query of forced) query.addEventListener("change", recolour);
  const stopControls = watchControls(stage, send);
  const sized = new ResizeObserver(() => {
    if (placed || !stage.offsetWidth) return;
    placed = true;
    paint("draw");
  });
  sized.observe(stage);
  return () => {
    model.off("change", changed);
    panels.forEach((panel, i) => model.off(`change:${panel.key}`, outdate[i]));
    themed.disconnect();
    for (const query of forced) query.removeEventListener("change", recolour);
    sized.disconnect();
    stopControls();
    clearTimeout(speak);
    for (const panel of panels) panel.view.destroy && panel.view.destroy();
  };
}
