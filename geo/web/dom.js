/* Elements made by hand: text is always set as text, never as HTML. */
(() => {
  const dateline = (window.dateline = window.dateline || {});
  if (dateline.el) return;

  /* el("p", {class: "note", text: "..."}, child, ...) */
  dateline.el = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "text") element.textContent = value;
      else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter(Boolean));
    return element;
  };

  /* Makes an element answer to click, Enter and space alike. */
  dateline.press = (element, act) => {
    element.addEventListener("click", act);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      act(event);
    });
    return element;
  };
})();
