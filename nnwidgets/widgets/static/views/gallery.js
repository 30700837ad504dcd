// Small grey images side by side, each with a line of text under it.

function galleryView(root) {
  const title = document.createElement("div");
  title.className = "nnw-gallery-title";
  const list = document.createElement("div");
  list.className = "nnw-gallery";
  root.append(title, list);

  function draw(scene) {
    setText(title, scene.title);
    while (list.children.length < scene.items.length) list.append(buildGalleryItem());
    while (list.children.length > scene.items.length) list.lastChild.remove();
    scene.items.forEach((item, i) => fillGalleryItem(list.children[i], item, scene, root));
  }
  return { draw, redraw: draw };
}

VIEWS.gallery = galleryView;

function buildGalleryItem() {
  const figure = document.createElement("figure");
  const canvas = document.createElement("canvas");
  canvas.setAttribute("role", "img");
  figure.append(canvas, document.createElement("figcaption"));
  return figure;
}

function fillGalleryItem(figure, item, scene, root) {
  const [canvas, caption] = figure.children;
  paint(canvas, { size: scene.size, grid: item.pixels, palette: scene.palette }, root);
  setAttributes(canvas, { "aria-label": item.label });
  setAttributes(figure, { class: item.wrong ? "nnw-is-wrong" : null });
  setText(caption, item.text);
}
