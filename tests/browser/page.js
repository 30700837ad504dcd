// What the tests ask of a page, as `nnwTest`; JupyterLab exposes its application as `jupyterapp`.

(() => {
  const SECONDS = 150;
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const panel = () => jupyterapp.shell.currentWidget;
  const kernel = () => panel().sessionContext.session.kernel;
  const run = (command, args) => jupyterapp.commands.execute(command, args);

  async function until(holds) {
    while (!holds()) await frame();
  }

  // The notebook of the address is open, and its kernel answers.
  async function ready() {
    await until(() => globalThis.jupyterapp);
    await jupyterapp.restored;
    jupyterapp.shell.collapseLeft();
    await until(() => panel() && panel().sessionContext);
    await panel().context.ready;
    await panel().sessionContext.ready;
    await until(() => panel().sessionContext.session && kernel());
    await kernel().info;
    await roundTrip();
  }

  // Messages are served in their order: when this is answered, so are all that were sent before.
  async function roundTrip() {
    await kernel().requestExecute({ code: "", silent: true, store_history: false }).done;
  }

  // What the kernel prints when it runs this, outside of the notebook.
  async function ask(code) {
    let text = "";
    const request = kernel().requestExecute({ code, store_history: false });
    request.onIOPub = ({ header, content }) => {
      if (header.msg_type === "stream") text += content.text;
    };
    const { content } = await request.done;
    return content.status === "ok" ? text : content.traceback.join("\n");
  }

  // Replaces the whole notebook, so that a test sees its own cells only, and runs it.
  async function show(sources) {
    const model = panel().content.model.sharedModel;
    model.transact(() => {
      model.deleteCellRange(0, model.cells.length);
      model.insertCells(0, sources.map((source) => ({ cell_type: "code", source, metadata: {} })));
    });
    panel().content.activeCellIndex = 0;
    await runAll();
  }

  async function runAll() {
    await run("notebook:run-all-cells");
    await roundTrip();
  }

  function draws() {
    const roots = [...document.querySelectorAll(".nnw-stage, .nnw-panel")];
    return roots.map((root) => root.dataset.nnwDraws || 0).join();
  }

  // No message is under way and nothing is left to be drawn. A slider that moved on while the
  // kernel was busy sends its last value after the answer, hence more than one round.
  async function settled() {
    for (let before = null; before !== draws();) {
      before = draws();
      for (let round = 0; round < 2; round++) {
        await roundTrip();
        await frame();
      }
    }
  }

  async function theme(name) {
    await run("apputils:change-theme", { theme: name });
    const light = String(!name.includes("Dark"));
    await until(() => document.body.dataset.jpThemeLight === light);
    await until(() => !document.getElementById("jupyterlab-splash")); // it covers the page
  }

  // Everything that went to the error stream or raised, by cell.
  function complaints() {
    return panel().content.widgets.flatMap((cell, i) => {
      if (!cell.model.outputs) return [];
      const outputs = cell.model.outputs.toJSON();
      return outputs
        .filter((output) => output.output_type === "error" || output.name === "stderr")
        .map((output) => `cell ${i + 1}: ${output.evalue || output.text}`);
    });
  }

  const save = () => panel().context.save();
  const shutDown = () => panel().sessionContext.shutdown();
  // A test that waits for ever says nothing: what takes minutes is an error with a name.
  const timed = (name, action) => (...given) => {
    const late = new Promise((_, reject) => {
      setTimeout(() => reject(new Error(`${name} took more than ${SECONDS} seconds`)), 1000 * SECONDS);
    });
    return Promise.race([action(...given), late]);
  };
  const actions = { ready, ask, show, runAll, settled, theme, save, shutDown };
  globalThis.nnwTest = { draws, complaints };
  for (const [name, action] of Object.entries(actions)) nnwTest[name] = timed(name, action);
})();
