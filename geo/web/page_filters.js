/* The exported page's filters by kind and day, and its tables of places and links. */
(() => {
  const { dateline } = window;
  const { bus, el, named, plural } = dateline;

  const overlaps = (days, since, until) =>
    days.some((day) => (day ? (!since || day >= since) && (!until || day <= until) : !since && !until));

  class PageFilters {
    /**
     * @param {HTMLElement} bar
     * @param {HTMLElement} lists
     * @param {SharedView} shared
     * @param {ShownRows} rows
     */
    constructor(bar, lists, shared, rows) {
      this.shared = shared;
      this.all = bus.spell(rows);
      this.off = new Set(); // kinds that are not shown
      this.since = this.until = "";
      this.kept = new Set(); // codes of the regions pressed on the map; all while none is
      this.chips = el("span", { class: "chips" });
      this.left = el("output", { class: "left" });
      bar.append(...[this.kinds(), this.span(), this.chips, this.left].filter(Boolean));
      this.places = el("tbody");
      this.links = el("tbody");
      lists.append(
        this.table("Places", ["Place", "Where", "Mentions"], this.places),
        this.table("Lines", ["Line", "What is said", "Passages"], this.links));
      bus.on("keep", ({ id }) => this.keep(id));
      this.apply();
    }

    keep(code) {
      if (!this.kept.delete(code)) this.kept.add(code);
      this.chips.replaceChildren(...[...this.kept].map((each) => el("button", {
        type: "button", title: "Take off this filter", text: `${this.all.regions[each]?.name || each} ×`, onclick: () => this.keep(each),
      })));
      this.apply();
    }

    kinds() {
      const set = el("fieldset", { class: "kinds" }, el("legend", { text: "Show" }));
      for (const { kind, label } of this.shared.kinds) {
        const box = el("input", { type: "checkbox", checked: true, onchange: () => {
          if (box.checked) this.off.delete(kind); else this.off.add(kind);
          this.apply();
        } });
        set.append(el("label", {}, box, el("span", { text: label })));
      }
      return set;
    }

    /* Two days to choose, where the articles are of several. */
    span() {
      const { days } = this.shared;
      if (days.length < 2) return null;
      const day = (name, words) => el("label", {}, el("span", { text: words }), el("input", {
        type: "date", min: days[0], max: days.at(-1), name,
        onchange: (event) => { this[name] = event.target.value; this.apply(); },
      }));
      return el("fieldset", { class: "days" }, el("legend", { text: "Published" }),
        day("since", "from"), day("until", "to"));
    }

    keeps({ kind, days }) {
      return !this.off.has(kind) && overlaps(days, this.since, this.until);
    }

    apply() {
      const kept = (shown, parts, also = (part) => Boolean(part)) => Object.fromEntries(
        Object.entries(shown).filter(([id]) => parts[id] && this.keeps(parts[id]) && also(parts[id])));
      const codes = [...this.kept];
      const here = Object.fromEntries(Object.entries(this.all.places).filter(([id]) => codes.length === 0 || dateline.atlas.looks.inside(id, codes)));
      const places = kept(here, this.shared.places);
      const links = kept(this.all.links, this.shared.links, ({ ends }) => ends.every((id) => places[id]));
      bus.send("visible", { ...this.all, places, links });
      const of = (some, all, word) => {
        const [n, whole] = [Object.keys(some).length, Object.keys(all).length];
        return n === whole ? plural(n, word) : `${n.toLocaleString("en")} of ${plural(whole, word)}`;
      };
      this.left.textContent =
        `${of(places, this.all.places, "place")}, ${of(links, this.all.links, "line")} between them`;
      this.fill(this.places, "place", places, ({ where }) => where);
      this.fill(this.links, "link", links, ({ words }) => words);
    }

    fill(body, kind, shown, said) {
      body.replaceChildren(...Object.entries(shown).map(([id, one]) => el("tr", {},
        el("td", {}, named("button", {
          type: "button",
          onclick: () => {
            bus.send("select", { kind, id, from: "panel" });
            document.querySelector("main").scrollIntoView({ block: "nearest" });
          },
        }, one.name, one.languages)),
        el("td", { text: said(one) }), el("td", { class: "n", text: one.n.toLocaleString("en") }))));
      body.closest("section").hidden = body.childElementCount === 0;
    }

    table(title, heads, body) {
      return el("section", {}, el("h2", { text: title }), el("table", {},
        el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { scope: "col", text })))), body));
    }
  }

  dateline.PageFilters = PageFilters;
})();
