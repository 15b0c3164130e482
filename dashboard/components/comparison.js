
/* Two sides and what both name: the last of the lists. */
(() => {
  const { dateline } = window;
  const { bus, el, named, spoken } = dateline;
  const LOW = 860; // pixels of a window
  const atOnce = () => (window.innerHeight < LOW ? 3 : 5); // of each side, so that all three are in sight
  const WAYS = { sources: "source", articles: "article" };

  const counts = (row) => (row.a && row.b ? `${row.a} · ${row.b}` : String(row.a || row.b));

  /** @param {ComparedRow} row */
  const placeRow = (row) => el("li", {}, el("button", {
    class: "row", type: "button", "data-id": row.id, title: `${row.name}, ${row.where}`,
    onclick: () => bus.send("select", { kind: "place", id: row.id, from: "list" }),
    onmouseenter: () => bus.send("hover", { id: row.id }),
    onmouseleave: () => bus.send("hover", { id: "" }),
  }, el("span", { class: "name" }, named("strong", {}, row.name, row.languages), el("span", { class: "more", text: row.where })),
  el("span", { class: "count", text: counts(row) })));

  const side = (name, words, rows, { name: of = "", languages } = /** @type {Partial<ComparedSide>} */ ({}), note = "") => {
    const title = words + of;
    const some = atOnce();
    const list = el("ul", {}, ...rows.slice(0, some).map(placeRow));
    const count = el("span", { class: "n", text: rows.length.toLocaleString("en") });
    const rest = rows.length > some && el("button", {
      class: "rest", type: "button", text: `All ${rows.length.toLocaleString("en")}`, "aria-label": `Show all ${rows.length.toLocaleString("en")} ${title}`,
      onclick: () => { list.append(...rows.slice(some).map(placeRow)); rest.replaceWith(count); },
    });
    return el("section", { "aria-label": title },
      el("h3", {}, el("span", { class: `swatch ${name}` }), el("span", { class: "title" }, words, of && spoken("bdi", {}, of, languages)), rest || count),
      note && rows.length > 0 && el("p", { class: "empty", text: note }),
      rows.length ? list : el("p", { class: "empty", text: "No place." }));
  };

  const field = (label, options, value, ask) => el("select", { "aria-label": label, onchange: (event) => ask(event.target.value) },
    ...options.map(([id, words]) => el("option", { value: id, text: words, selected: id === value })));

  /* What can be chosen: the way, and its sides. */
  const choices = ({ ways, by, a, b, sources, days }, articles, ask) => {
    const other = (more) => ask({ by, a, b, ...more });
    const options = by === "sources" ? sources.map((name) => [name, name]) : articles;
    const sides = by === "day" ? [el("input", {
      type: "date", "aria-label": "The day that parts them", value: a, min: days[0], max: days[1],
      onchange: (event) => event.target.value && other({ a: event.target.value }),
    })] : [field(`First ${WAYS[by]}`, options, a, (id) => other({ a: id })), field(`Second ${WAYS[by]}`, options, b, (id) => other({ b: id }))];
    return el("div", { class: "search compare" }, field("Compare", ways, by, (way) => ask({ by: way, a: "", b: "" })), ...sides,
      el("button", { class: "rest", type: "button", text: "End comparison", onclick: () => ask({}) }));
  };

  /**
   * @param {CompareChoice} compare
   * @param {string[][]} articles [id, title] of each
   * @param {(asked: any) => void} ask
   */
  dateline.comparison = (compare, articles, ask) => {
    const { view } = compare;
    if (!view) return [];
    return [choices(compare, articles, ask), el("div", { class: "sides" },
      side("a", "only in ", view.only_a, view.a),
      side("b", "only in ", view.only_b, view.b),
      side("both", "in both", view.both, {}, `times in ${view.a.name} · in ${view.b.name}`))];
  };

  /** @param {CompareView | null} view */
  dateline.colourSides = (view) =>
    bus.send("compare", view ? { sides: view.sides, a: view.a.name, b: view.b.name } : {});
})();
