/* What is known of the chosen place or link: its passages first, then why. */
(() => {
  const dateline = (window.dateline = window.dateline || {});
  const { bus, el, press } = dateline;

  const AT_ONCE = 25;
  const percent = (score) => `${Math.round(score * 100)} %`;
  const plural = (n, word) => `${n} ${word}${n === 1 ? "" : "s"}`;
  const choose = (kind, id) => bus.send("select", { kind, id, from: "panel" });
  const section = (title, ...children) =>
    el("section", {}, el("h3", { text: title }), ...children);

  const chip = (link) => el("span", {
    class: `chip ${link.kind} ${link.status}`, text: link.words,
  });

  /* A sentence with its mentions marked; pressing it finds it in the article. */
  const passage = (view) => {
    const words = el("span", { class: "words" }, ...view.runs.map(([text, kind]) =>
      el(kind ? "mark" : "span", { class: kind, text })));
    const line = el("blockquote", {
      class: "passage", role: "button", tabindex: "0", title: "Show it in the article",
    }, words, ...view.meant.map((note) => el("cite", { text: note })),
    view.title && el("cite", { text: view.title }));
    return press(line, () => bus.send("quote", {
      article: view.article, start: view.start, end: view.end,
    }));
  };

  /* Passages, the first few at once and the rest when asked for. */
  const passages = (views) => {
    const box = el("div", {}, ...views.slice(0, AT_ONCE).map(passage));
    if (views.length <= AT_ONCE) return box;
    const rest = el("button", {
      class: "quiet", type: "button", text: `Show ${views.length - AT_ONCE} more`,
      onclick: () => rest.replaceWith(...views.slice(AT_ONCE).map(passage)),
    });
    box.append(rest);
    return box;
  };

  const facts = (rows) => el("dl", { class: "facts" }, ...rows.flatMap(([name, value]) =>
    [el("dt", { text: name }), el("dd", { text: value })]));

  const signed = (weight) => `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(2)}`;

  const reasons = (list) => el("ul", { class: "reasons" }, ...list.map((reason) =>
    el("li", {},
      el("span", { class: "weight", text: reason.weight ? signed(reason.weight) : "" }),
      el("span", { text: reason.note }))));

  const nameAnd = (name, more) => el("span", { class: "text" },
    el("strong", { text: name }), " ", el("span", { class: "muted", text: more }));

  const linkRow = (link) => el("li", {},
    el("button", { class: "row", type: "button", onclick: () => choose("link", link.id) },
      el("span", { class: `swatch ${link.kind} ${link.status}` }),
      nameAnd(link.name, link.words)));

  /* Who went where, in order; pressing it shows the first leg. */
  const journeyRow = (journey) => el("li", {},
    el("button", { class: "row", type: "button", onclick: () => choose("link", journey.id) },
      el("span", { class: "swatch movement" }),
      nameAnd(`${journey.actor}:`, journey.names.join(" → "))));

  const placeRow = (place) => el("li", {},
    el("button", { class: "row", type: "button", onclick: () => choose("place", place.id) },
      el("span", { class: "count", text: String(place.n) }),
      nameAnd(place.name, place.where)));

  const runnerRow = (runner) => el("li", { class: "runner" },
    nameAnd(runner.name, runner.where),
    el("span", { class: "score", text: percent(runner.score) }));

  const meter = (view) => el("p", { class: `certainty ${view.sure}` },
    el("meter", { min: 0, max: 1, value: view.score, "aria-label": "certainty" }),
    el("strong", { text: view.sure }),
    el("span", { text: percent(view.score) }));

  const close = () => el("button", {
    class: "close", type: "button", text: "Back to overview", onclick: () => choose("", ""),
  });

  const place = (view) => [
    el("header", {},
      close(),
      el("h2", { text: view.name }),
      el("p", { class: "where", text: view.where }),
      meter(view),
      facts(view.facts)),
    el("div", { class: "main" },
      section(plural(view.passages.length, "passage"), passages(view.passages)),
      view.links.length > 0
        && section("Links", el("ul", { class: "rows" }, ...view.links.map(linkRow)))),
    el("div", { class: "why" },
      section("Why this place", reasons(view.reasons)),
      view.runners_up.length > 0 && section(
        "What else it could be", el("ul", { class: "rows" }, ...view.runners_up.map(runnerRow)))),
  ];

  const oneLink = (link, chosen) => el("section", { class: chosen ? "link chosen" : "link" },
    el("h3", {}, chip(link), el("span", { text: link.name })),
    passages(link.passages),
    link.facts.length > 0 && facts(link.facts),
    link.reasons.length > 0 && reasons(link.reasons),
    !chosen && el("button", {
      class: "quiet", type: "button", text: "Show this link", onclick: () => choose("link", link.id),
    }));

  const links = (view) => [
    el("header", {},
      close(),
      el("h2", { text: `${view.ends[0].name} ${view.links[0].directed ? "→" : "–"} ${view.ends[1].name}` }),
      el("p", { class: "where", text: `${plural(view.links.length, "link")} between these two places` }),
      el("ul", { class: "rows ends" }, ...view.ends.map((end) => el("li", {},
        el("button", { class: "row", type: "button", onclick: () => choose("place", end.id) },
          nameAnd(end.name, end.where)))))),
    el("div", { class: "main wide" },
      ...view.links.map((link) => oneLink(link, link.id === view.id))),
  ];

  const more = (n) => n > 0 && el("p", { class: "muted", text: `and ${n} more in the tables below` });

  /* What the article is about: the country, province or town that most of it lies in. */
  const about = (focus) => focus.length > 0 && el("ul", { class: "about", "aria-label": "What this is about" },
    ...focus.map((place) => el("li", { title: place.where },
      el("strong", { text: place.name }), " ",
      el("span", { class: "muted", text: percent(place.share) }))));

  const overview = (view) => [
    el("header", {},
      el("h2", { text: view.places.length ? (view.focus.length ? "Mainly about" : "Start anywhere") : "No places found" }),
      about(view.focus),
      el("p", { class: "where", text: view.places.length
        ? "Press a marked name, a dot or a line: its sentences show here, with the reasons for each."
        : "This text names no place we could map. Try another article." })),
    view.places.length > 0 && el("div", { class: "main" },
      section("Most named", el("ul", { class: "rows columns" }, ...view.places.map(placeRow)), more(view.more))),
    view.links.length > 0 && el("div", { class: "why" },
      section("Links", el("ul", { class: "rows" }, ...view.links.map(linkRow)), more(view.more_links)),
      view.journeys.length > 0
        && section("Journeys", el("ul", { class: "rows" }, ...view.journeys.map(journeyRow)))),
  ];

  const DRAW = { place, link: links, overview };

  class Panel {
    /* tell(choice): called when somebody chose something, so that update() may follow. */
    constructor(root, tell) {
      this.root = root;
      this.off = bus.on("select", (choice) => choice.from !== "python" && tell(choice));
    }

    destroy() {
      this.off();
    }

    update(view) {
      this.root.replaceChildren(
        el("div", { class: `panel ${view.type}`, "data-id": view.id }, ...DRAW[view.type](view)));
    }
  }

  dateline.Panel = Panel;
})();
