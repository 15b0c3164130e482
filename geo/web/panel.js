/* What is known of the chosen place or link: its passages first, then why. */
(() => {
  const { dateline } = window;
  const { always, bus, el, named, plural, press, spoken } = dateline;

  const AT_ONCE = 25;
  const LONG = 6; // of more passages each is told in short, and they can be kept by month
  const BEFORE = 44; // characters before the first mark, told in short
  const MONTHS = 12; // of more each year has a button
  const HINT = "hint-read"; // kept in this browser once the first hint was read
  const percent = (score) => `${Math.round(score * 100)} %`;
  const choose = (kind, id) => bus.send("select", { kind, id, from: "panel" });
  const section = (title, ...children) =>
    el("section", {}, el("h3", { text: title }), ...children);

  /** @param {LinkRow} link */
  const chip = (link) => el("span", {
    class: `chip ${link.kind} ${link.status}`, text: link.words,
  });

  /* Runs of a sentence, the first apart that a short form leaves out: all but a few words
     before the first mark. */
  const runs = (all) => {
    const first = all.findIndex(([, kind]) => kind);
    const before = all.slice(0, Math.max(0, first)).map(([text]) => text).join("");
    const blank = before.indexOf(" ", before.length - BEFORE);
    const cut = before.length > BEFORE && blank >= 0 ? blank + 1 : 0;
    if (!cut) return all;
    return [[before.slice(0, cut), "", "cut"], [before.slice(cut), ""], ...all.slice(first)];
  };

  /**
   * A sentence with its mentions marked; pressing it finds it in the article.
   * @param {PassageView} view
   */
  const passage = (view) => {
    const words = el("span", { class: "words" }, ...runs(view.runs).map(([text, kind, part]) =>
      el(kind ? "mark" : "span", { class: part || kind, text })));
    const line = el("blockquote", {
      class: "passage", dir: "auto", lang: view.language, role: "button", tabindex: "0", title: "Show it in the article",
    }, words, ...view.meant.map((note) => el("cite", { dir: "ltr", lang: "en", text: note })),
    view.title && el("cite", {}, ...[view.day, view.source].filter(Boolean).flatMap((said) => [el("bdi", { text: said }), " · "]),
      spoken("bdi", {}, view.title, [view.language])));
    return press(line, () => {
      line.parentElement.querySelectorAll(".whole").forEach((other) => other.classList.remove("whole"));
      line.classList.add("whole"); // what is told in short is told in full
      bus.send("quote", { article: view.article, start: view.start, end: view.end });
    });
  };

  let every = false; // whether all passages of what is shown were asked for

  /* Passages, the first few at once and the rest when asked for; of very many, Python
     keeps the last back until somebody wants all. */
  const passages = (views, all = views.length) => {
    const first = every ? views : views.slice(0, AT_ONCE);
    const box = el("div", { class: all > LONG && "short" }, ...first.map(passage));
    if (all <= first.length) return box;
    const rest = el("button", {
      class: "quiet", type: "button", text: `Show ${(all - AT_ONCE).toLocaleString("en")} more`,
      onclick: () => {
        if (all > views.length) box.dispatchEvent(new CustomEvent("all", { bubbles: true }));
        else rest.replaceWith(...views.slice(AT_ONCE).map(passage));
      },
    });
    box.append(rest);
    return box;
  };

  /* The months in which passages were published, or the years of many: [words, which of them]. */
  const periods = (views) => {
    const by = (length) => {
      const found = new Map();
      views.forEach(({ day }, i) => {
        const key = /^\d{4}-\d{2}/.test(day) ? day.slice(0, length) : "";
        found.set(key, [...(found.get(key) || []), i]);
      });
      return [...found].filter(([key]) => key).sort(([a], [b]) => (a < b ? -1 : 1));
    };
    const months = by(7);
    const found = months.length > MONTHS ? by(4) : months;
    const one = new Set(found.map(([key]) => key.slice(0, 4))).size === 1;
    const words = (key) => new Date(`${key}-01`).toLocaleDateString("en", { month: "short", year: one ? undefined : "numeric", timeZone: "UTC" });
    return found.map(([key, which]) => [key.length === 4 ? key : words(key), which]);
  };

  /**
   * Passages of a place, and where they are many a button for those of each month.
   * @param {PlaceView} view
   */
  const dated = (view) => {
    const { passages: views, stops } = view;
    const found = views.length === stops.length && views.length > LONG ? periods(views) : [];
    // A list counts the mentions: where one passage has several, both are said.
    const mentions = view.spellings.reduce((sum, [, count]) => sum + Number(count), 0);
    const whole = [plural(stops.length, "passage"), mentions > stops.length && plural(mentions, "mention")].filter(Boolean).join(" · ");
    const list = section(whole, passages(views, stops.length));
    if (found.length < 2) return list;
    const title = list.querySelector("h3");
    const note = el("p", { class: "muted", hidden: true, text: "In this list alone; the line of time narrows all." });
    let kept = null;
    const show = (button, which) => {
      kept = kept === button ? null : button;
      buttons.forEach((each) => each.setAttribute("aria-pressed", String(each === kept)));
      const some = kept ? which : views.map((_, i) => i);
      title.textContent = kept ? `${some.length.toLocaleString("en")} of ${plural(views.length, "passage")}` : whole;
      note.hidden = !kept;
      list.lastElementChild.replaceWith(passages(some.map((i) => views[i])));
      list.lastElementChild.classList.add("short");
      const { id, name, languages } = view;
      bus.send("passages", { kind: "place", id, name, languages, stops: some.map((i) => stops[i]) });
    };
    const buttons = found.map(([words, which]) => {
      const said = plural(which.length, "passage");
      const button = el("button", {
        type: "button", "aria-pressed": "false", title: `Keep the ${said} of ${words}`, onclick: () => show(button, which),
      }, words, el("span", { class: "n", text: ` ×${which.length}` }));
      return button;
    });
    title.after(el("div", { class: "periods", role: "group", "aria-label": "Published in" }, ...buttons), note);
    return list;
  };

  const copied = (words) => {
    const button = el("button", {
      class: "quiet", type: "button", text: "Copy", title: `Copy ${words}`,
      onclick: () => navigator.clipboard?.writeText(words).then(
        () => { button.textContent = "Copied"; }, () => { button.textContent = words; }),
    });
    return button;
  };
  const known = (number) => el("a", {
    href: `https://www.geonames.org/${number}`, target: "_blank", rel: "noopener noreferrer",
    title: "Opens geonames.org in a new tab", text: "open ↗",
  });

  /** @param {any[][]} rows name, words, what may be done with them (FactActs) */
  const facts = (rows) => el("dl", { class: "facts" }, ...rows.flatMap(([name, value, act = {}]) =>
    [el("dt", { text: name }), el("dd", {}, el("span", { text: value }),
      act.copy && copied(act.copy), act.geonames && known(act.geonames))]));

  /**
   * Points for and against, each with a bar as long as it weighs.
   * @param {ReasonView[]} list
   */
  const reasons = (list) => {
    const most = Math.max(...list.map((reason) => Math.abs(reason.weight)), 0.01);
    const weighed = list.some((reason) => reason.weight);
    return el("div", {},
      weighed && el("p", { class: "muted", text: "Points for (+) and against (−); the longer the bar, the more they count." }),
      el("ul", { class: "reasons" }, ...list.map(({ weight, note }) => el("li", {},
        el("span", { class: weight < 0 ? "weight against" : "weight", text: weight ? signed(weight) : "" },
          weight && el("meter", { min: 0, max: most, value: Math.abs(weight), "aria-hidden": "true" })),
        el("span", { text: note })))));
  };
  const signed = (weight) => `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(2)}`;

  const nameAnd = (name, more, languages) => el("span", { class: "text" },
    named("strong", {}, name, languages), " ", el("span", { class: "muted", text: more }));

  /** @param {LinkRow} link */
  const linkRow = (link) => el("li", {},
    el("button", { class: "row", type: "button", onclick: () => choose("link", link.id) },
      el("span", { class: `swatch ${link.kind} ${link.status}` }),
      nameAnd(link.name, link.words, link.languages)));

  /* Lines in the order of their groups, each group under its heading if it has one. */
  const grouped = (links) => [...new Set(links.map((link) => link.group))].flatMap((group) => [
    group && el("h4", { text: group }),
    el("ul", { class: "rows" }, ...links.filter((link) => link.group === group).map(linkRow)),
  ]);

  /**
   * Who went where, in order.
   * @param {JourneyRow} journey
   */
  const journeyRow = (journey) => el("li", {},
    el("button", { class: "row", type: "button", onclick: () => choose("journey", journey.id) },
      el("span", { class: "swatch movement" }),
      el("span", { class: "text" }, el("strong", { dir: "auto", text: `${journey.actor}:` }), " ",
        named("span", { class: "muted" }, journey.names.join(" → "), journey.languages))));

  /** @param {PlaceRow} place */
  const placeRow = (place) => el("li", {},
    el("button", { class: "row", type: "button", onclick: () => choose("place", place.id) },
      el("span", { class: "count", text: place.n.toLocaleString("en") }),
      nameAnd(place.name, place.where, place.languages)));

  /**
   * What else it could be; pointing at it shows the spot on the map for a moment.
   * @param {RunnerView} runner
   * @param {string | false} chosen the place it may be chosen instead of
   */
  const runnerRow = (runner, chosen) => {
    const { id, name, lat, lon } = runner;
    const show = () => bus.send("preview_point", { name, lat, lon });
    const hide = () => bus.send("preview_point", {});
    return el("li", { class: chosen && "choice" }, el("button", {
      class: "row runner", type: "button", title: "Show this spot on the map",
      onmouseenter: show, onmouseleave: hide, onfocus: show, onblur: hide, onclick: show,
    }, nameAnd(name, runner.where), el("span", { class: "score", text: percent(runner.score) })),
    chosen && el("button", {
      class: "choose", type: "button", text: "Choose", title: `Correct it to ${name}, ${runner.where}`,
      onclick: () => bus.send("use_alternative", { place: chosen, id }),
    }));
  };

  const meter = (view) => el("p", { class: `certainty ${view.sure}` },
    el("meter", { min: 0, max: 1, value: view.score, "aria-label": "certainty" }),
    el("strong", { text: view.sure }),
    el("span", { text: percent(view.score) }));

  const close = () => el("button", {
    class: "close", type: "button", text: "Back to overview", onclick: () => choose("", ""),
  });

  const more = (n) => n > 0 && el("p", { class: "muted", text: `and ${n.toLocaleString("en")} more in the tables below` });

  /* How the articles spell it, and how often. */
  const spellings = (met) => el("p", { class: "muted spellings" }, el("span", { text: "Spelt " }),
    ...met.map(([text, n, lang]) => el("span", { class: "spelling" }, el("bdi", { lang, text }), ` ×${n}`)));

  /** @param {SideView} side */
  const side = ({ title, sign, links, more: rest }) => section(`${sign} ${title}`,
    el("ul", { class: "rows" }, ...links.map(linkRow)), more(rest));

  /**
   * @param {PlaceView} view
   * @param {boolean} correctable a runner-up may be chosen instead
   */
  const place = (view, correctable) => [
    el("header", {},
      close(),
      named("h2", {}, view.name, view.languages),
      el("p", { class: "where", text: view.where }),
      meter(view),
      view.spellings.some(([text]) => text !== view.name) && spellings(view.spellings)),
    el("div", { class: "main" }, dated(view)),
    el("div", { class: "why" },
      section("Why this place", reasons(view.reasons)),
      view.runners_up.length > 0 && section(
        "What else it could be", el("ul", { class: "rows" }, ...view.runners_up.map(
          (runner) => runnerRow(runner, correctable && view.id)))),
      ...view.links.filter((each) => each.links.length > 0).map(side),
      section("Where it is", facts(view.facts))),
  ];

  /**
   * One link of a bundle; what it is stands in the bundle's heading, unless they differ.
   * @param {LinkView} link
   * @param {LinkView[]} links
   */
  const member = (link, links) => el("div", { class: "member" },
    links.some(({ status }) => status !== links[0].status) && el("h4", {}, chip(link)),
    passages(link.passages, link.said),
    link.facts.length > 0 && facts(link.facts),
    link.reasons.length > 0 && reasons(link.reasons));

  /**
   * @param {BundleView} bundle
   * @param {boolean} chosen
   */
  const bundled = (bundle, chosen) => el("section", { class: chosen ? "link chosen" : "link" },
    el("h3", {}, chip(bundle), named("span", {}, bundle.name, bundle.languages)),
    ...bundle.links.map((link) => member(link, bundle.links)),
    !chosen && el("button", {
      class: "quiet", type: "button", text: "Show it on the map", onclick: () => choose("link", bundle.id),
    }));

  /** @param {PairView} view */
  const links = (view) => [
    el("header", {},
      close(),
      named("h2", {}, view.name, view.languages),
      el("p", { class: "where", text: `${plural(view.bundles.reduce((n, { links: each }) => n + each.length, 0), "link")} between these two places` }),
      el("ul", { class: "rows ends" }, ...view.ends.map((end) => el("li", {},
        el("button", { class: "row", type: "button", onclick: () => choose("place", end.id) },
          nameAnd(end.name, end.where, end.languages)))))),
    el("div", { class: "main wide" },
      ...view.bundles.map((each) => bundled(each, each.id === view.id))),
  ];

  /* What the article is about: the country, province or town that most of it lies in. */
  const about = (focus, of) => (focus.length === 0 ? [] : [
    el("ul", { class: "about", "aria-label": "What this is about" },
      ...focus.map((each) => el("li", { title: each.where },
        named("strong", {}, each.name, each.languages), " ",
        el("span", { class: "muted", text: percent(each.share) })))),
    el("p", { class: "muted", text: of }),
  ]);

  /**
   * @param {EndView} end
   * @param {Node[]} rest
   */
  const stop = (end, ...rest) => el("li", {},
    el("button", { class: "row stop", type: "button", onclick: () => choose("place", end.id) },
      nameAnd(end.name, end.where, end.languages)), ...rest);

  /** @param {LegView} view */
  const leg = (view) => stop(view.to,
    el("p", { class: "muted", text: [view.origin && `from ${view.origin}`, view.words, view.day].filter(Boolean).join(" · ") }),
    ...view.passages.map(passage));

  /** @param {JourneyView} view */
  const journey = (view) => [
    el("header", {},
      close(),
      el("h2", { dir: "auto", text: view.actor }),
      el("p", { class: "where", text: `A journey of ${plural(view.legs.length, "leg")}, ${view.order}` })),
    el("div", { class: "main wide" },
      el("ol", { class: "stops" }, stop(view.start), ...view.legs.map(leg))),
  ];

  /* What to do, for somebody who is here for the first time. */
  const hint = (correctable) => {
    const box = el("div", { class: "hint" },
      el("p", { text: "Press a name, a dot or a line: text and map answer each other. “Key” explains every sign." }),
      correctable && el("p", { text: "A place is wrong: press its name, then “Wrong place?”. One was missed: select its words." }),
      el("button", { class: "quiet", type: "button", text: "Got it", onclick: () => {
        always.set(HINT, "yes");
        box.remove();
      } }));
    return box;
  };

  /** @param {UnmappedRow} name */
  const missingRow = (name) => el("li", {},
    el("span", { class: "row" }, el("span", { class: "count none", text: String(name.n) }), nameAnd(name.name, name.why, name.languages)));

  /** @param {OverviewView} view */
  const overview = (view, correctable) => [
    el("header", {},
      el("h2", { text: view.places.length ? (view.focus.length ? "Mainly about" : "Places on the map") : "No places found" }),
      ...about(view.focus, view.focus_of),
      !always.get(HINT) && view.places.length > 0 ? hint(correctable) : el("p", { class: "where", text: view.places.length
        ? "Press a marked name, a dot or a line: its sentences show here, with the reasons for each."
        : `Nothing here is on the map. ${correctable ? "Is a filter set, take it off. Was a place missed, select its words in the text to mark it." : ""}` })),
    el("div", { class: "main" },
      view.places.length > 0
        && section("Most named", el("ul", { class: "rows columns" }, ...view.places.map(placeRow)), more(view.more)),
      view.missing.length > 0
        && section("Not on the map", el("ul", { class: "rows" }, ...view.missing.map(missingRow)), more(view.more_missing))),
    view.links.length > 0 && el("div", { class: "why" },
      section("Lines", ...grouped(view.links), more(view.more_links)),
      view.journeys.length > 0 && section("Journeys",
        el("ul", { class: "rows" }, ...view.journeys.map(journeyRow)), more(view.more_journeys))),
  ];

  /**
   * What the map knows of it, until its sentences are here.
   * @param {Partial<MarkerView & ShownLink>} said
   */
  const brief = ({ name, languages, where, words, n }) => [
    el("header", {}, close(), named("h2", {}, name, languages), el("p", { class: "where", text: where || words })),
    el("div", { class: "main", "aria-busy": "true" }, section(plural(n, "passage"))),
  ];

  /** @type {Record<PanelView["type"], (view: any, correctable: boolean) => (Node | string | false)[]>} */
  const DRAW = { place, link: links, journey, overview };

  class Panel {
    /* tell(choice): called when somebody chose something, so that update() may follow.
       all(): called when somebody wants every passage of a very long list. */
    constructor(root, tell, all = () => {}) {
      this.root = root;
      this.views = {}; // the answers known without asking, by "place:ID"
      this.correctable = false; // true where there is a menu to correct it
      /** @type {Pick<ShownView, "places" | "links">} what the map says of each place and link */
      this.shown = { places: {}, links: {} };
      this.offs = [
        bus.on("visible", (shown) => { this.shown = shown; }),
        bus.on("select", (choice) => {
          if (choice.from === "python") return;
          if (choice.id) always.set(HINT, "yes"); // who presses needs no telling
          const view = this.views[choice.kind ? `${choice.kind}:${choice.id}` : ""];
          if (view) this.update(view);
          else this.brief(choice);
          tell(choice);
        }),
      ];
      root.addEventListener("all", all);
    }

    destroy() {
      this.offs.forEach((off) => off());
    }

    /* An answer at once, where what is known of it has to be asked for. */
    brief({ kind, id }) {
      const said = (kind === "link" ? this.shown.links : this.shown.places)[id];
      if (said) this.draw(id, "brief", brief(said));
    }

    /**
     * @param {PanelView} view
     * @param {boolean} all whether somebody asked for all of its passages
     */
    update(view, all = false) {
      every = all;
      this.draw(view.id, view.type, DRAW[view.type](view, this.correctable));
      if (view.type === "overview") return;
      const { type: kind, id, name, stops, languages } = view;
      bus.send("passages", { kind, id, name, stops, languages });
    }

    draw(id, type, parts) {
      const drawn = el("div", { class: `panel ${type}`, "data-id": id }, ...parts);
      const before = this.root.firstElementChild;
      // Who pressed something in here goes on in what comes instead of it.
      const within = this.root.contains(this.root.getRootNode().activeElement);
      this.root.replaceChildren(drawn);
      if (within) {
        const title = drawn.querySelector("h2");
        title.setAttribute("tabindex", "-1");
        title.focus({ preventScroll: true });
      }
      if (before?.getAttribute("data-id") !== id) this.toTop();
    }

    /* Another answer is read from its beginning. */
    toTop() {
      const above = (element) => element.parentElement || element.getRootNode().host;
      for (let one = this.root; one; one = above(one)) {
        if (getComputedStyle(one).overflowY === "auto") {
          one.scrollTop = 0;
          return;
        }
      }
    }
  }

  dateline.Panel = Panel;
})();
