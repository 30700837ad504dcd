// What can be measured of how an explorer looks: contrast, sizes, what is cut or sticks out.
// Installed as `nnwLooks`; every function takes the root element and returns complaints.

(() => {
  const channels = (colour) => {
    const probe = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
    probe.fillStyle = colour;
    probe.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = probe.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = ([r, g, b, a], under) => [r, g, b].map((v, i) => v * a + under[i] * (1 - a));

  // WCAG 2.2: relative luminance, and the ratio of two.
  const luminance = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const ratio = (one, two) => {
    const [low, high] = [luminance(one), luminance(two)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };

  const isShown = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const isSvg = (element) => element instanceof SVGElement;

  // Every element with words of its own, and the rectangle of these words.
  function texts(root) {
    const found = [];
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node.parentElement;
      if (!node.textContent.trim() || !isShown(element) || element.closest(".nnw-spoken, option, style")) continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      found.push({ element, text: node.textContent.trim(), box: range.getBoundingClientRect() });
    }
    for (const select of root.querySelectorAll("select")) {
      const option = select.selectedOptions[0];
      if (option && isShown(select)) {
        found.push({ element: select, text: option.textContent, box: select.getBoundingClientRect() });
      }
    }
    return found;
  }

  // The colour of what lies behind the middle of a text, from the topmost opaque layer up.
  function ground({ element, box }) {
    const style = getComputedStyle(element);
    if (isSvg(element) && style.stroke !== "none" && style.paintOrder.startsWith("stroke")) {
      return channels(style.stroke).slice(0, 3); // a halo of its own
    }
    const layers = [];
    const [x, y] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    for (const behind of document.elementsFromPoint(x, y)) {
      const colour = painted(behind, x, y);
      if (colour && behind !== element && !(isSvg(behind) && behind.tagName === "text")) layers.push(colour);
      else if (colour && !isSvg(behind)) layers.push(colour);
      if (layers.length && layers.at(-1)[3] === 1) break;
    }
    return layers.reduceRight((under, layer) => over(layer, under), [255, 255, 255]);
  }

  function painted(element, x, y) {
    const style = getComputedStyle(element);
    if (element instanceof HTMLCanvasElement) {
      const { left, top, width, height } = element.getBoundingClientRect();
      const place = [((x - left) / width) * element.width, ((y - top) / height) * element.height];
      const [r, g, b, a] = element.getContext("2d").getImageData(...place.map(Math.floor), 1, 1).data;
      return [r, g, b, a / 255];
    }
    if (isSvg(element)) {
      if (element.tagName === "svg" || element.tagName === "text" || style.fill === "none") return null;
      const colour = channels(style.fill);
      return [...colour.slice(0, 3), colour[3] * Number(style.fillOpacity)];
    }
    const colour = channels(style.backgroundColor);
    return colour[3] ? colour : null;
  }

  // Words whose colour has less than `least` : 1 against what lies behind them.
  function faint(root, least) {
    const everything = document.createElement("style");
    everything.textContent = ".nnw-explorer * { pointer-events: visiblePainted !important; }";
    document.head.append(everything);
    const complaints = [];
    for (const entry of texts(root)) {
      entry.element.scrollIntoView({ block: "center" });
      entry.box = boxOf(entry);
      const style = getComputedStyle(entry.element);
      const behind = ground(entry);
      const ink = over(channels(isSvg(entry.element) ? style.fill : style.color), behind);
      const found = ratio(ink, behind);
      if (found < least) complaints.push(`"${entry.text}" has ${found.toFixed(2)} : 1`);
    }
    everything.remove();
    return complaints;
  }

  function boxOf({ element, text }) {
    if (element.tagName === "SELECT") return element.getBoundingClientRect();
    const range = document.createRange();
    range.selectNodeContents([...element.childNodes].find((n) => n.textContent.trim() === text) || element);
    return range.getBoundingClientRect();
  }

  // Words that are smaller on the screen than `least` pixels.
  function small(root, least) {
    return texts(root).flatMap(({ element, text }) => {
      const { a, b } = isSvg(element) ? element.getScreenCTM() : { a: 1, b: 0 };
      const scale = Math.hypot(a, b); // an axis title is turned
      const size = parseFloat(getComputedStyle(element).fontSize) * scale;
      return size < least - 0.05 ? [`"${text}" is ${size.toFixed(1)} pixels tall`] : [];
    });
  }

  // Words that do not fit where they stand.
  function cut(root) {
    const complaints = [];
    for (const { element, text, box } of texts(root)) {
      if (element.tagName === "SELECT") {
        const room = element.clientWidth - 20; // the arrow's
        const words = widthOf(text, element);
        if (words > room) complaints.push(`"${text}" needs ${words.toFixed(0)} of ${room} pixels`);
      } else if (!isSvg(element) && element.scrollWidth > element.clientWidth + 1 && element.clientWidth) {
        complaints.push(`"${text}" is ${element.scrollWidth} wide in ${element.clientWidth}`);
      }
      const frame = (element.closest(".nnw-panel") || root).getBoundingClientRect();
      if (element.closest(".nnw-scrolls")) continue; // can be brought into sight
      if (box.left < frame.left - 1 || box.right > frame.right + 1) {
        complaints.push(`"${text}" sticks out of its picture`);
      }
    }
    return complaints;
  }

  function widthOf(text, element) {
    const pen = document.createElement("canvas").getContext("2d");
    pen.font = getComputedStyle(element).font;
    return pen.measureText(text).width;
  }

  // Elements that reach beyond the explorer, or that can be scrolled sideways.
  function overflowing(root) {
    const frame = root.getBoundingClientRect();
    return [root, ...root.querySelectorAll("*")].flatMap((element) => {
      if (!isShown(element) || element.closest("defs, .nnw-spoken, select, .nnw-scrolls *")) return [];
      const { left, right, width } = element.getBoundingClientRect();
      const name = `${element.tagName.toLowerCase()}.${element.getAttribute("class") || ""}`;
      if (width && (left < frame.left - 1 || right > frame.right + 1)) {
        return [`${name} reaches from ${left - frame.left} to ${right - frame.left} of ${frame.width}`];
      }
      if (element.matches(".nnw-scrolls")) return []; // a large graph is made to
      const scrolls = ["auto", "scroll"].includes(getComputedStyle(element).overflowX);
      return scrolls && element.scrollWidth > element.clientWidth + 1 ? [`${name} scrolls sideways`] : [];
    });
  }

  // Two different words printed over each other within one picture. A box of text is higher than
  // its letters: where boxes share five pixels, letters do not touch yet.
  function colliding(root) {
    return [...root.querySelectorAll(".nnw-panel")].flatMap((panel) => {
      const entries = texts(panel);
      return entries.flatMap((one, i) => entries.slice(i + 1).flatMap((two) => {
        const wide = Math.min(one.box.right, two.box.right) - Math.max(one.box.left, two.box.left);
        const tall = Math.min(one.box.bottom, two.box.bottom) - Math.max(one.box.top, two.box.top);
        return wide > 2 && tall > 5 ? [`"${one.text}" and "${two.text}" overlap by ${wide.toFixed(0)} × ${tall.toFixed(0)}`] : [];
      }));
    });
  }

  // Axes of charts with numbers at them and no title. A chart draws its frame, the title over it,
  // those of its two axes, and then the strokes and numbers: downwards for x, to the left for y.
  function untitled(root) {
    return [...root.querySelectorAll(".nnw-chart-axes")].flatMap(({ children: [, over, x, y, ...rest] }) => {
      const numbered = (part) => part.matches(".nnw-tick") && /\d/.test(part.nextElementSibling.textContent);
      const strokes = rest.filter(numbered).map((part) => part.getAttribute("d"));
      const axes = [["x", x, /v\d+$/], ["y", y, /h-\d+$/]];
      return axes
        .filter(([, title, way]) => !title.textContent && strokes.some((stroke) => way.test(stroke)))
        .map(([name]) => `the ${name} axis under "${over.textContent}" has no title`);
    });
  }

  globalThis.nnwLooks = { faint, small, cut, overflowing, colliding, untitled };
})();
