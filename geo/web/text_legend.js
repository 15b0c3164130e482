/* Explains every sign of the text, with the very styles the text has, and the keys. */
(() => {
  const { dateline } = window;
  const { el } = dateline;

  /** @type {[string, string[][]][]} the title of each group, and its rows */
  const SIGNS = [
    ["Kinds of name", [
      ["mark place sure", "Oslo", "a place"],
      ["mark demonym sure", "Norwegian", "a people, or of a country"],
      ["mark metonym sure", "Oslo", "a government or team: Oslo said"],
      ["mark embedded sure", "Oslo", "inside another name: University of Oslo"],
    ]],
    ["How sure we are", [
      ["mark place sure", "Oslo", "sure"],
      ["mark place likely", "Oslo", "likely"],
      ["mark place unsure", "Oslo", "unsure: look before you believe it"],
      ["mark place none", "Oslo", "not mapped: point at it to see why"],
    ]],
    ["What is chosen", [
      ["mark place sure chosen", "Oslo", "the chosen place"],
      ["lit", "Its sentence", "a passage of what is chosen"],
      ["lit current", "This sentence", "the passage you are at"],
    ]],
  ];
  const KEYS = [["n", "next passage"], ["p", "previous passage"], ["Esc", "choose nothing"]];

  const list = (rows) => el("dl", {}, ...rows.flatMap(([sign, words]) =>
    [el("dt", {}, sign), el("dd", { text: words })]));
  const group = (title, rows) => el("section", {}, el("h3", { text: title }), list(rows));

  const signs = () => SIGNS.map(([title, rows]) => group(title, rows.map(
    ([sign, text, words]) => [el("span", { class: sign, text }), words])));

  const keys = () => group("Keys", KEYS.map(([key, words]) => [el("kbd", { text: key }), words]));

  /* A button and what it opens, laid over the text so that nothing moves. */
  dateline.textLegend = () => {
    const sheet = el("div", { class: "sheet", hidden: true, role: "group", "aria-label": "Key to the text", tabindex: "0" });
    const button = el("button", { type: "button", class: "tool", text: "Key", "aria-expanded": "false" });
    const open = (isOpen) => {
      sheet.hidden = !isOpen;
      sheet.replaceChildren(...(isOpen ? [...signs(), keys()] : []));
      button.setAttribute("aria-expanded", String(isOpen));
    };
    button.addEventListener("click", () => open(sheet.hidden));
    const box = el("div", { class: "key" }, button, sheet);
    box.addEventListener("keydown", (event) => {
      if (event.key !== "Escape" || sheet.hidden) return;
      event.preventDefault();
      event.stopPropagation();
      open(false);
      button.focus();
    });
    box.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !box.contains(event.relatedTarget)) open(false);
    });
    return box;
  };
})();
