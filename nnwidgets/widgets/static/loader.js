// Every stage waits here for the code that the page holds once, whatever the number of explorers.

function shared(key) {
  const slot = (globalThis[key] ??= {});
  slot.ready ??= new Promise((resolve) => { slot.arrived = resolve; });
  return slot.ready;
}

export default {
  async render({ model, el }) {
    const { renderStage } = await shared(model.get("views_key"));
    return renderStage({ model, el });
  },
};
