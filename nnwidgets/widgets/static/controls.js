// ipywidgets' sliders, made whole: a name for the handle and its number box, Home and double-click
// to put a value back, and word to the kernel when a drag begins.

function watchControls(stage, send) {
  let root = null;
  let observer = null;
  let waiting = 0;
  let lastKey = 0;
  const fieldOf = (target) => {
    const holder = target.closest("[class*='nnw-field-']");
    const name = holder && [...holder.classList].find((c) => c.startsWith("nnw-field-"));
    return name && name.slice("nnw-field-".length);
  };
  const restore = (event) => {
    const field = fieldOf(event.target);
    if (field && !isDisabled(event.target)) {
      event.preventDefault();
      event.stopPropagation();
      send({ event: "restore", id: field });
    }
  };
  const onKey = (event) => {
    if (!event.target.classList.contains("noUi-handle") || isDisabled(event.target)) return;
    if (event.key === "Home") restore(event);
    else if (event.timeStamp - lastKey > 1000) hold(event); // a pause: a new drag begins
    lastKey = event.timeStamp;
    if (event.key in NUDGES && moveByHand(event.target, NUDGES[event.key])) {
      event.preventDefault();
      event.stopPropagation();
    }
  };
  // JupyterLab moves between cells on arrow keys and cuts one on a letter: a key that is meant for
  // a control stays with it. Shortcuts with a modifier go on, and Escape.
  const keep = (event) => {
    const shortcut = event.ctrlKey || event.metaKey || event.altKey || event.key === "Escape";
    const runs = event.shiftKey && event.key === "Enter";
    if (!shortcut && !runs && event.target !== root) event.stopPropagation();
  };
  const onPointer = (event) => {
    if (isDisabled(event.target)) return;
    hold(event);
    dragByHand(event.target);
  };
  const hold = (event) => fieldOf(event.target) && send({ event: "hold", id: fieldOf(event.target) });
  const onDouble = (event) => event.target.closest(".slider-container") && restore(event);

  function attach() {
    root = stage.closest(".nnw-explorer");
    if (!root) {
      waiting = setTimeout(attach, 30); // not yet in the page
      return;
    }
    root.addEventListener("keydown", onKey, true);
    root.addEventListener("keydown", keep);
    root.addEventListener("dblclick", onDouble);
    root.addEventListener("pointerdown", onPointer, true);
    nameControls(root);
    observer = new MutationObserver(() => nameControls(root));
    observer.observe(root, { childList: true, subtree: true, characterData: true, attributeFilter: ["disabled"] });
  }
  attach();
  return () => {
    clearTimeout(waiting);
    if (observer) observer.disconnect();
    if (!root) return;
    root.removeEventListener("keydown", onKey, true);
    root.removeEventListener("keydown", keep);
    root.removeEventListener("dblclick", onDouble);
    root.removeEventListener("pointerdown", onPointer, true);
  };
}

// A slider's own step is fine, so that a page shows every number as it is; a hand moves it by the
// step of its field: an arrow key adds one, a drag lands on a multiple.

function handStep(target) {
  const holder = target.closest("[class*='nnw-step-']");
  const name = holder && [...holder.classList].find((c) => c.startsWith("nnw-step-"));
  return name ? Number(name.slice("nnw-step-".length)) : 0;
}

function isDisabled(part) {
  const slider = part.closest(".widget-slider");
  return Boolean(slider && slider.querySelector(".noUi-target[disabled]"));
}

function moveByHand(handle, steps) {
  const target = handle.closest(".noUi-target");
  const step = handStep(handle);
  if (!target || !step || isDisabled(handle)) return false;
  target.noUiSlider.set(Number((Number(target.noUiSlider.get()) + steps * step).toFixed(10)));
  return true;
}

// Another step moves the value by its last bits, which the page sends, and late: after a double-click
// has put the value back. So the step changes when a handle is moved, not when it is pressed.
function dragByHand(element) {
  const target = element.closest(".noUi-target");
  const step = target && handStep(target);
  if (!step) return;
  const slider = target.noUiSlider;
  const fine = slider.options.step;
  const listeners = new AbortController();
  const { signal } = listeners;
  const begin = () => slider.updateOptions({ step }, false);
  if (element.closest(".noUi-handle")) addEventListener("pointermove", begin, { once: true, capture: true, signal });
  else begin();
  for (const end of ["pointerup", "pointercancel"]) { // a touch may be taken away for scrolling
    addEventListener(end, () => {
      if (slider.options.step !== fine) slider.updateOptions({ step: fine }, false);
      listeners.abort();
    }, { signal });
  }
}

function nameControls(root) {
  nameGate(root);
  for (const slider of root.querySelectorAll(".widget-slider")) {
    const label = slider.querySelector(".widget-label");
    const handle = slider.querySelector(".noUi-handle");
    const box = slider.querySelector(".widget-readout");
    if (!label) continue;
    const name = label.textContent;
    const off = isDisabled(slider) ? "true" : null;
    if (handle) setAttributes(handle, { "aria-label": name, "aria-disabled": off });
    if (box) {
      setAttributes(box, {
        role: "textbox", tabindex: 0, "aria-label": `${name}, number`, "aria-disabled": off, "aria-readonly": off,
      });
    }
  }
}

// The options of a prediction are one group, named by its question; its reply is read out when it
// comes, for which its place must be known before.
function nameGate(root) {
  const gate = root.querySelector(".nnw-gate");
  const group = gate && gate.querySelector(".widget-radio-box");
  const reply = gate && gate.querySelector(".nnw-reply");
  const question = gate && gate.querySelector("p");
  if (group && question) setAttributes(group, { role: "radiogroup", "aria-label": question.textContent });
  if (reply) setAttributes(reply, { role: "status" });
}
