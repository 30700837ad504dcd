// Formulas in live numbers: lines of texts and fractions. `e^{2}` is drawn with a raised 2.

function formulaView(root) {
  const box = document.createElement("div");
  box.className = "nnw-formula";
  box.setAttribute("role", "img");
  root.append(box);
  let shape = "";

  function draw(scene) {
    box.setAttribute("aria-label", scene.label);
    const key = scene.lines.map((line) => line.map((part) => ("over" in part ? "f" : "t")).join("")).join();
    if (key !== shape) {
      shape = key;
      box.replaceChildren(...scene.lines.map(buildFormulaLine));
    }
    scene.lines.forEach((line, i) => line.forEach((part, j) => fillFormulaPart(box.children[i].children[j], part)));
  }
  return { draw };
}

VIEWS.formula = formulaView;

function buildFormulaLine(parts) {
  const line = document.createElement("div");
  line.append(...parts.map((part) => {
    const element = document.createElement("span");
    if ("over" in part) {
      element.className = "nnw-fraction";
      element.append(document.createElement("span"), document.createElement("span"));
    }
    return element;
  }));
  return line;
}

function fillFormulaPart(element, part) {
  if ("over" in part) {
    setRaised(element.children[0], part.over);
    setRaised(element.children[1], part.under);
    return;
  }
  setRaised(element, part.text);
  element.className = `nnw-formula-${part.style || "plain"}`;
}

function setRaised(element, text) {
  if (element.dataset.text === text) return;
  element.dataset.text = text;
  element.replaceChildren(...text.split(/\^\{([^}]*)\}/).map((piece, i) => {
    if (i % 2 === 0) return document.createTextNode(piece);
    const raised = document.createElement("sup");
    raised.textContent = piece;
    return raised;
  }));
}
