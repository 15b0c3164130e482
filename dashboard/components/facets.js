
/* Lists whose rows filter: searched and sorted here, narrowed by Python. */
const { bus, el, named, spoken, session, comparison, colourSides, narrowed } = window.dateline;

const AT_ONCE = 100;
const COMPARE = "compare";
const TOLD = { bundles: "A line on the map: all links between the same two places" };
const TITLES = { places: "Places", bundles: "Lines", actors: "Who acts", articles: "Articles", [COMPARE]: "Compare" };
const SELECTED = { places: "place", bundles: "link" };
const plain = (words) => words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

class Facets {
  /* tell(asked): compare these sides, or nothing. */
  constructor(root, tell) {
    this.root = root;
    this.tell = tell;
    this.open = session.get("list") || "places";
    this.asked = {}; // what is looked for in each list
    this.kept = {}; // ids of the rows pressed, by list: Python's, or a moment ahead of it
    this.order = session.get("order") || "Newest first";
    this.tabs = el("div", { class: "tabs", role: "tablist", "aria-label": "Lists" });
    this.field = el("input", { type: "search", oninput: () => this.ask() });
    this.sort = el("select", { "aria-label": "Sort the articles", onchange: () => this.sorted() });
    this.rows = el("ol");
    this.panel = el("div", { class: "panel", role: "tabpanel", "aria-label": "List" }, this.rows);
    this.search = el("div", { class: "search" }, this.field, this.sort);
    this.compared = el("div", { class: "compared", role: "tabpanel", "aria-label": "Comparison" });
    this.text = el("button", { class: "to-text", type: "button", text: "Text", onclick: () => bus.send("sheet", { show: "text" }) });
    this.folder = el("button", { class: "fold", type: "button", onclick: () => this.fold(!this.folded) });
    this.fold(session.get("lists") === "folded");
    root.replaceChildren(el("div", { class: "bar" }, this.tabs, this.folder, this.text), this.search, this.panel, this.compared);
    this.offs = [
      bus.on("ready", () => this.view && colourSides(this.view)), // a map that loads late
      bus.on("select", ({ id }) => this.mark(id)),
    ];
  }

  /* Folded, only the tabs are left, and the text has the room. */
  fold(folded) {
    this.folded = folded;
    session.set("lists", folded ? "folded" : "");
    document.documentElement.dataset.lists = folded ? "folded" : "";
    const words = folded ? "Unfold the lists" : "Fold the lists: more room for the text";
    Object.entries({ "aria-expanded": String(!folded), "aria-label": words, title: words })
      .forEach(([name, value]) => this.folder.setAttribute(name, value));
  }

  destroy() {
    delete document.documentElement.dataset.lists;
    this.offs.forEach((off) => off());
    if (this.view) colourSides(null);
  }

  /** @param {FacetsView} data */
  update(data) {
    const stamp = JSON.stringify(data);
    if (stamp === this.stamp) return;
    this.stamp = stamp;
    this.data = data;
    this.kept = Object.fromEntries(data.lists.map(({ name, chosen }) => [name, new Set(chosen)]));
    const before = JSON.stringify(this.view || null);
    this.view = data.compare.view;
    if (JSON.stringify(this.view) !== before) colourSides(this.view);
    if (this.open === COMPARE && !this.view) this.open = this.last || "places"; // it was ended
    this.draw();
  }

  mark(id) {
    this.compared.querySelectorAll(".row").forEach((row) => row.setAttribute("aria-pressed", String(row.dataset.id === id)));
  }

  titles() {
    const articles = this.data.compare.by === "articles" && this.data.lists.find(({ name }) => name === "articles");
    return articles ? articles.rows.map(({ id, name, more }) => [id, [name, more].filter(Boolean).join(" · ")]) : [];
  }

  get list() { return this.data.lists.find(({ name }) => name === this.open) || this.data.lists[0]; }

  ask() {
    this.asked[this.open] = this.field.value;
    this.fill();
  }

  sorted() {
    this.order = this.sort.value;
    session.set("order", this.order);
    this.fill();
  }

  show(name) {
    if (name !== COMPARE) {
      this.last = name;
      session.set("list", name);
    } else if (!this.view) this.tell({ by: this.data.compare.ways[0][0], a: "", b: "" });
    this.open = name;
    this.fold(false);
    this.draw();
  }

  tab(name, n, title = null) {
    return el("button", {
      type: "button", role: "tab", "aria-selected": String(name === this.open), onclick: () => this.show(name), title,
    }, el("span", { text: TITLES[name] }), el("span", { class: "n", text: n }));
  }

  draw() {
    this.tabs.replaceChildren(...this.data.lists.map(({ name, count, chosen }) =>
      this.tab(name, count.toLocaleString("en"), chosen.length ? `${chosen.length} kept` : TOLD[name] || null)),
    this.tab(COMPARE, this.view ? "on" : "", "Colour the places by which side names them"));
    const comparing = this.open === COMPARE;
    this.search.hidden = this.panel.hidden = comparing;
    this.compared.hidden = !comparing;
    this.compared.replaceChildren(...(comparing && !this.view ? [el("p", { class: "empty", text: "Comparing …" })]
      : comparison(this.data.compare, this.titles(), this.tell)));
    if (comparing) return;
    const orders = Object.keys(this.list.orders);
    this.sort.hidden = orders.length === 0;
    this.sort.replaceChildren(...orders.map((name) => el("option", { text: name, selected: name === this.order })));
    this.field.value = this.asked[this.open] || "";
    this.field.placeholder = "Search this list";
    this.field.setAttribute("aria-label", `Search: ${TITLES[this.open]}`);
    this.fill();
  }

  /* Those chosen first, then in order; only what says the words. */
  sought() {
    const { name, rows, orders } = this.list;
    const words = plain(this.asked[this.open] || "").split(/\s+/).filter(Boolean);
    const ordered = (orders[this.order] || rows.map((_, i) => i)).map((i) => rows[i]).filter(Boolean);
    const kept = this.kept[name];
    const found = words.length ? ordered.filter((row) => {
      const said = plain(`${row.name} ${row.more}`);
      return words.every((word) => said.includes(word));
    }) : ordered;
    return [...found.filter(({ id }) => kept.has(id)), ...found.filter(({ id }) => !kept.has(id))];
  }

  fill() {
    const found = this.sought();
    this.rows.className = this.open;
    this.rows.replaceChildren(...found.slice(0, AT_ONCE).map((row) => this.row(row)));
    const { rows, count } = this.list;
    if (found.length > AT_ONCE) this.rest(found.slice(AT_ONCE));
    else if (found.length === 0) this.rows.append(el("li", { class: "empty", text: rows.length ? "Nothing of that name." : "None." }));
    if (rows.length < count) this.rows.append(el("li", { class: "empty", text: `The ${rows.length.toLocaleString("en")} most named of ${count.toLocaleString("en")}: the box at the top finds all.` }));
  }

  rest(more) {
    const item = el("li", {}, el("button", {
      class: "rest", type: "button", text: `Show ${more.length.toLocaleString("en")} more`,
      onclick: () => item.replaceWith(...more.map((row) => this.row(row))),
    }));
    this.rows.append(item);
  }

  /** @param {FacetRow} row */
  row({ id, name, languages, more, n }) {
    const on = this.kept[this.open].has(id);
    const isName = this.open === "places" || this.open === "bundles";
    const what = this.open === "articles" || this.open === "places" ? "mention" : "passage";
    const button = el("button", {
      class: n ? "row" : "row none", type: "button", "aria-pressed": String(on),
      title: `${name}: ${n.toLocaleString("en")} ${what}${n === 1 ? "" : "s"}. Press to ${on ? "take the filter off" : "keep only this"}`,
      onclick: () => this.keep(id, button),
      onmouseenter: () => this.open === "places" && bus.send("hover", { id }),
      onmouseleave: () => this.open === "places" && bus.send("hover", { id: "" }),
    }, el("span", { class: "name" }, (isName ? named : spoken)("strong", {}, name, languages), more && el("span", { class: "more", text: more })),
    el("span", { class: "count", text: n.toLocaleString("en") }));
    return el("li", {}, button);
  }

  /* The row, the map and the panel say it at once; Python, which is told, says the rest. */
  keep(id, button) {
    const kept = this.kept[this.open];
    const on = !kept.delete(id);
    if (on) kept.add(id);
    button.setAttribute("aria-pressed", String(on));
    const { sentences } = window.dateline;
    if (sentences) bus.send("timeline_frame", narrowed(sentences, this.kept));
    const kind = SELECTED[this.open];
    const choice = on ? { kind, id } : { kind: "", id: "" };
    if (kind) bus.send("select", { ...choice, from: "row" });
    bus.send("keep", { facet: this.open, id, ...(kind && { choice }) });
  }
}

/** @param {Mounted<FacetsView & { heard: number }>} mounted */
export default function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".facets");
  root.tell = bus.teller(root, setTriggerValue, data.heard, true);
  root.facets = root.facets || new Facets(root, (asked) => root.tell("compare", asked));
  root.facets.update(data);
  return bus.leaving(root, () => root.facets.destroy());
}
