/* The find box: a field, and below it what it finds; arrows and Enter, or a press. */
const { bus, el, named, plural, spoken } = window.dateline;
const CALM = 120; // ms: somebody is typing

const joined = (...parts) => parts.filter(Boolean).join(" · ");
const line = (name, more) => [name, more && el("span", { class: "more", text: more })];
const choose = (kind) => ({ id }) => bus.send("select", { kind, id, from: "find" });
const show = ({ article, start = 0, end = 1 }) => bus.send("quote", { article, start, end });

/**
 * What is found, in groups: [heading, rows, how a row reads, what it does].
 * @param {FoundView} found
 * @returns {[string, any[], (row: any) => (HTMLElement | string | false)[], (row: any) => void][]}
 */
const groups = (found) => [
  ["Places", found.places, ({ name, languages, where, n }) =>
    line(named("strong", {}, name, languages), joined(where, plural(n, "mention"))), choose("place")],
  ["Lines", found.links, ({ name, languages, words }) => line(named("strong", {}, name, languages), words), choose("link")],
  ["Articles", found.articles, ({ title, languages, day, said }) =>
    line(spoken("strong", {}, title, languages), joined(day, said && plural(said, "passage"))), show],
  ["In the text", found.passages, ({ title, languages, runs: [before, hit, after] }) => [
    el("span", { class: "said", dir: "auto", lang: languages?.[0] }, el("span", { text: before }), el("mark", { text: hit }), el("span", { text: after })),
    title && spoken("span", { class: "more" }, title, languages)], show],
];

class Find {
  constructor(root) {
    this.root = root; // says to Python what is asked and kept
    this.at = -1;
    this.list = el("div", { class: "list", id: "found", role: "listbox", "aria-label": "What was found", hidden: true });
    this.field = el("input", {
      type: "search", placeholder: "Find anything", "aria-label": "Find places, lines, articles and words", role: "combobox",
      autocomplete: "off", spellcheck: "false", "aria-expanded": "false", "aria-controls": "found", "aria-autocomplete": "list",
      oninput: () => this.typed(), onfocus: () => this.open(this.field.value.trim() !== ""),
      onkeydown: (event) => this.pressed(event), onblur: () => this.open(false),
    });
    this.status = el("p", { class: "unseen", role: "status" });
    root.replaceChildren(this.field, this.list, this.status);
  }

  get options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  open(on) {
    this.list.hidden = !on || !this.list.firstChild;
    this.field.setAttribute("aria-expanded", String(!this.list.hidden));
  }

  typed() {
    clearTimeout(this.waiting);
    if (!this.field.value.trim()) { this.open(false); return; }
    this.waiting = setTimeout(() => this.root.tell("asked", this.field.value.trim()), CALM);
  }

  pressed(event) {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "Escape") { this.open(false); return; }
    if (event.key === "Enter") (this.options[this.at] || this.options[0])?.click();
    if (!by) return;
    event.preventDefault();
    this.mark((this.at + by + this.options.length) % this.options.length);
  }

  mark(at) {
    this.at = at;
    this.options.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    const option = this.options[at];
    this.field.setAttribute("aria-activedescendant", option ? option.id : "");
    option?.scrollIntoView({ block: "nearest" });
  }

  option(content, act) {
    const option = el("div", { role: "option", "aria-selected": "false", class: "option",
      onpointerdown: (event) => event.preventDefault(), // the field keeps the focus until it is done
      onclick: () => { this.open(false); this.field.blur(); act(); } }, ...content);
    return option;
  }

  /** @param {FoundView} found */
  update(found) {
    if (!found.words || found.words !== this.field.value.trim()) return;
    const said = JSON.stringify({ ...found, heard: 0 });
    // The page can say the same again while an answer is being pressed, which would go with the old list.
    if (said !== this.said) this.draw(found);
    this.said = said;
    this.open(this.field.matches(":focus"));
  }

  rows(found, words = "") {
    const drawn = groups(found).filter(([, rows]) => rows.length > 0).map(([title, rows, text, act]) =>
      el("div", { role: "group", "aria-label": title + words },
        el("p", { class: "title", text: title + words, "aria-hidden": "true" }),
        ...rows.map((row) => this.option(text(row), () => act(row)))));
    const total = `${plural(found.said, "passage")}${found.articles.length ? ` in ${plural(found.saying, "article")}` : ""}`;
    if (found.said > 0) drawn.push(this.filter(`Show only what says “${found.words}”`, total, () => this.root.tell("kept", found.words)));
    return drawn;
  }

  filter(text, more, act) {
    return el("div", { role: "group", "aria-label": "Filter" }, this.option(line(el("strong", { dir: "auto", text }), more), act));
  }

  /* Of what was asked the other words stay, and are looked for in the articles of those days. */
  keepDays({ since, until, rest }) {
    this.field.value = rest;
    this.list.replaceChildren();
    this.said = "";
    if (rest) this.field.focus();
    this.root.tell("days", [since, until, rest]);
  }

  draw(found) {
    const { apart, days } = found;
    const drawn = [...this.rows(found), ...days.map((day) => this.filter(
      `Show only articles of ${day.words}`, joined(plural(day.n, "article"), day.rest && `then what they say of “${day.rest}”`), () => this.keepDays(day)))];
    const said = apart.length ? "Nothing says all of these words together. Apart they find:" : "Nothing here goes by that name or says that word.";
    if (apart.length || !drawn.length) drawn.unshift(el("p", { class: "title", text: said }));
    this.list.replaceChildren(...drawn, ...apart.flatMap((part) => this.rows(part, `: “${part.words}”`)));
    this.options.forEach((option, i) => { option.id = `found-${i}`; });
    this.status.textContent = this.options.length ? plural(this.options.length, "answer") : "Nothing found";
    this.mark(-1);
  }
}

/** @param {Mounted<FoundView & { heard: number }>} mounted */
export default function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".find");
  root.find = root.find || new Find(root);
  root.tell = bus.teller(root, setTriggerValue, data.heard);
  root.find.update(data);
}
