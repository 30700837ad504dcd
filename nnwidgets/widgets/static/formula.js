// A formula in live numbers: texts and fractions on one line.

function formulaView(root) {
  const line = document.createElement("div");
  line.className = "nnw-formula";
  line.setAttribute("role", "img");
  root.append(line);
  let shape = "";

  function draw(scene) {
    line.setAttribute("aria-label", scene.label);
    const key = scene.parts.map((part) => ("over" in part ? "f" : "t")).join("");
    if (key !== shape) {
      shape = key;
      line.replaceChildren(...scene.parts.map(buildFormulaPart));
    }
    scene.parts.forEach((part, i) => {
      const element = line.children[i];
      if (!("over" in part)) {
        setText(element, part.text);
        element.className = `nnw-formula-text nnw-formula-${part.style || "plain"}`;
        return;
      }
      setText(element.children[0], part.over);
      setText(element.children[1], part.under);
    });
  }
  return { draw };
}

VIEWS.formula = formulaView;

function buildFormulaPart(part) {
  const element = document.createElement("span");
  if ("over" in part) {
    element.className = "nnw-fraction";
    element.append(document.createElement("span"), document.createElement("span"));
  }
  return element;
}
