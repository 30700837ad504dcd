// Paper to draw a digit on, by mouse, pen or finger. The strokes are drawn here at once and sent
// as they grow; what the kernel answers replaces them only where it knows better.

const PAD_SIDE = 280; // pixels of the canvas at twice its smallest size in the page
const PAD_NEAR = 0.008; // points of a stroke are at least this part of the paper apart

function padView(root, send) {
  const box = document.createElement("div");
  box.className = "nnw-pad";
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = PAD_SIDE;
  canvas.setAttribute("role", "img");
  const note = document.createElement("div");
  note.className = "nnw-pad-note";
  box.append(canvas, note);
  root.append(box);
  const paper = { strokes: [], pixels: null, revision: -1 };
  let fresh = [];
  let begins = false;
  let pointer = null;
  let due = 0;

  const place = (event) => {
    const { left, top, width, height } = canvas.getBoundingClientRect();
    const part = (value) => Math.round(1e4 * Math.min(1, Math.max(0, value))) / 1e4;
    return [part((event.clientX - left) / width), part((event.clientY - top) / height)];
  };
  function add(point) {
    const stroke = paper.strokes.at(-1);
    const last = stroke.at(-1);
    if (last && Math.hypot(last[0] - point[0], last[1] - point[1]) < PAD_NEAR) return;
    stroke.push(point);
    fresh.push(point);
  }
  function flush() {
    due = 0;
    if (fresh.length) send({ event: "stroke", begins, points: fresh.flat() });
    fresh = [];
    begins = false;
    paintPad(canvas, paper, root);
  }
  const later = () => { due ||= requestAnimationFrame(flush); };

  canvas.addEventListener("pointerdown", (event) => {
    if (event.button || pointer !== null) return;
    event.preventDefault();
    pointer = event.pointerId;
    canvas.setPointerCapture(pointer);
    if (fresh.length) flush();
    if (paper.pixels) paper.strokes = [];
    paper.pixels = null;
    paper.strokes.push([]);
    begins = true;
    add(place(event));
    later();
  });
  canvas.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer) return;
    const between = event.getCoalescedEvents?.() ?? []; // the way since the last frame, where known
    for (const moved of between.length ? between : [event]) add(place(moved));
    later();
  });
  const lift = (event) => {
    if (event.pointerId === pointer) pointer = null;
  };
  canvas.addEventListener("pointerup", lift);
  canvas.addEventListener("pointercancel", lift);

  const length = (strokes) => strokes.reduce((sum, stroke) => sum + stroke.length, 0);
  function draw(scene) {
    setAttributes(canvas, { "aria-label": scene.label });
    setText(note, scene.note);
    const behind = pointer === null && length(scene.strokes) > length(paper.strokes);
    if (scene.revision === paper.revision && !behind) return;
    paper.strokes = scene.strokes.map((stroke) => stroke.map((point) => [...point]));
    paper.pixels = scene.pixels;
    paper.revision = scene.revision;
    paintPad(canvas, paper, root);
  }
  return { draw, redraw: () => paintPad(canvas, paper, root), destroy: () => cancelAnimationFrame(due) };
}

VIEWS.pad = padView;

function paintPad(canvas, paper, root) {
  const context = canvas.getContext("2d");
  const style = getComputedStyle(root);
  const ink = style.getPropertyValue("--nnw-image-high").trim();
  context.fillStyle = style.getPropertyValue("--nnw-image-low").trim();
  context.fillRect(0, 0, PAD_SIDE, PAD_SIDE);
  context.fillStyle = context.strokeStyle = ink;
  if (paper.pixels) paintPixels(context, paper.pixels);
  context.lineWidth = PAD_SIDE / 14;
  context.lineCap = context.lineJoin = "round";
  for (const stroke of paper.strokes) {
    context.beginPath();
    stroke.forEach(([x, y], i) => context[i ? "lineTo" : "moveTo"](x * PAD_SIDE, y * PAD_SIDE));
    if (stroke.length === 1) context.lineTo(stroke[0][0] * PAD_SIDE, stroke[0][1] * PAD_SIDE);
    context.stroke();
  }
}

// A stored image, its pixels row by row from the top, from 0 (paper) to 1 (ink).
function paintPixels(context, pixels) {
  const side = PAD_SIDE / 8;
  pixels.forEach((share, i) => {
    context.globalAlpha = share;
    context.fillRect((i % 8) * side, Math.floor(i / 8) * side, side, side);
  });
  context.globalAlpha = 1;
}
