// Handles in a chart that move up and down, by mouse, finger or arrow keys: a curve drawn by hand.
// The kernel answers each move with a new scene; a handle itself keeps no value.

const HANDLE_KEYS = {
  ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1, PageUp: 5, PageDown: -5,
};

function drawChartHandles(layer, handles, frame, place, send) {
  pooled(layer, handles, "circle", (element, handle) => {
    if (!element.handle) listenToHandle(element, send);
    element.handle = { ...handle, frame };
    const [cx, cy] = place(handle.x, handle.y);
    setAttributes(element, {
      cx, cy, r: 8, class: "nnw-handle", tabindex: 0, role: "slider", "data-id": handle.id, "aria-label": handle.name,
      "aria-orientation": "vertical", "aria-valuemin": handle.low, "aria-valuemax": handle.high, "aria-valuenow": handle.y,
    });
  });
}

function listenToHandle(element, send) {
  let due = 0;
  let moved = null;
  const valueAt = (event) => {
    const { low, high, step, frame } = element.handle;
    const svg = element.ownerSVGElement;
    const { y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const [bottom, top] = frame.y.range;
    const value = bottom + (1 - (y - frame.box[1]) / frame.box[3]) * (top - bottom);
    const stepped = Math.round(Math.min(high, Math.max(low, value)) / step) * step;
    return Number(stepped.toFixed(6));
  };
  const flush = () => {
    due = 0;
    if (moved !== null && moved !== element.handle.y) send({ event: "drag", id: element.handle.id, y: moved });
    moved = null;
  };
  element.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    element.focus();
    element.setPointerCapture(event.pointerId);
    send({ event: "hold", id: element.handle.id });
  });
  element.addEventListener("pointermove", (event) => {
    if (!element.hasPointerCapture(event.pointerId)) return;
    moved = valueAt(event);
    due ||= requestAnimationFrame(flush);
  });
  element.addEventListener("keydown", (event) => {
    const { id } = element.handle;
    if (event.key === "Home") send({ event: "restore", id });
    else if (event.key in HANDLE_KEYS) send({ event: "nudge", id, steps: HANDLE_KEYS[event.key] });
    else return;
    event.preventDefault();
    event.stopPropagation(); // JupyterLab moves between cells on arrow keys
  });
}
