/* The card beside a word of the text: what is known of it, and where people can say what it is.
   What it offers, and what came of an answer, Python tells ("card"); a page without Python has
   the reason alone. */
(() => {
  const { dateline } = window;
  const { bus, el } = dateline;
  const CALM = 200; // ms: somebody is typing
  const SCOPES = [["article", "in this article"], ["mention", "only here"], ["always", "everywhere"]];

  /** @type {{ element: HTMLElement, about: any, word: HTMLElement | null, picking?: boolean } | null} */
  let open = null;
  /** @type {HTMLElement | null} */
  let offer = null;

  const same = (a, b) => a.article === b.article && a.start === b.start && a.end === b.end;
  const range = ({ article, start, end }) => ({ article, start, end });

  const close = (back = false) => {
    offer?.remove();
    if (!open) return;
    bus.send("preview_point", {});
    if (open.picking) bus.send("pick", { on: false });
    open.element.remove();
    if (back) open.word?.focus();
    open = null;
  };

  /* Below the word, within the text. */
  const put = (element, spot, body) => {
    const box = body.getBoundingClientRect();
    body.append(element);
    const most = body.clientWidth - element.offsetWidth;
    element.style.left = `${Math.max(0, Math.min(spot.left - box.left, most))}px`;
    element.style.top = `${spot.bottom - box.top + 6}px`;
  };

  const button = (text, act, look = "") => el("button", { type: "button", class: look, text, onclick: act });

  /* Tells what the words are; the map, the list and the card follow. */
  const say = (what) => open && bus.send("card_said", { ...range(open.about), scope: open.element.querySelector("select")?.value, ...what });

  const pick = () => {
    if (!open) return;
    open.picking = true;
    open.element.hidden = true;
    bus.send("pick", { on: true });
  };

  bus.on("spot", ({ lat, lon }) => {
    if (!open?.picking) return;
    open.picking = false;
    open.element.hidden = false;
    bus.send("pick", { on: false });
    if (lat !== undefined) say({ do: "point", lat, lon });
  });

  /** @param {SpotView} spot */
  const candidate = (spot) => {
    const { id, name, where, lat, lon } = spot;
    const show = () => bus.send("preview_point", { name, lat, lon });
    const hide = () => bus.send("preview_point", {});
    return el("li", {}, el("button", {
      type: "button", class: "spot", onclick: () => { hide(); say({ do: "place", id }); },
      onmouseenter: show, onmouseleave: hide, onfocus: show, onblur: hide,
    }, el("strong", { dir: "auto", text: name }), " ", el("span", { text: where })));
  };

  /** @param {WordView} view */
  const spots = ({ places, known }) => (places.length
    ? el("ul", { "aria-label": "What it could be" }, ...places.map(candidate))
    : el("p", { text: `The gazetteer has no ${known ? "other " : ""}place of this name: search, or press the map.` }));

  /* The answers, and the way to others.
     @param {WordView} view */
  const choices = (view) => {
    let waiting = 0;
    const list = el("div", { class: "spots" }, spots(view));
    const search = el("input", {
      type: "search", placeholder: "Search all places", "aria-label": "Search all places", autocomplete: "off",
      oninput: () => {
        clearTimeout(waiting);
        waiting = setTimeout(() => bus.send("card_asked", { ...range(view), search: search.value.trim() }), CALM);
      },
    });
    return el("div", { class: "choices" }, list, search,
      el("div", { class: "acts" }, button("Press it on the map", pick),
        view.known ? button("Not a place", () => say({ do: "none" })) : button("A place, not known which", () => say({ do: "unknown" })),
        el("label", {}, el("span", { text: "Change it " }), el("select", {},
          ...SCOPES.map(([value, text]) => el("option", { value, text }))))));
  };

  /** @param {WordDone} done */
  const changed = (done) => el("div", { class: "choices", role: "status" },
    el("p", { text: done.said }),
    el("div", { class: "acts" }, done.id && button("Undo", () => bus.send("card_undo", { id: done.id }), "say")));

  /* Puts what Python says into the open card. */
  const hear = ({ view, done, closed }) => {
    if (!open || !view || !same(view, open.about)) return;
    const { element } = open;
    const now = element.querySelector(".choices");
    if (done) {
      /** @type {HTMLElement} */ (element.querySelector(".why")).hidden = true;
      now.replaceWith(changed(done));
      element.querySelector("strong").textContent = done.title;
    } else if (closed) now.replaceWith(el("p", { class: "choices", text: closed }));
    else if (now.querySelector("input")) now.querySelector(".spots").replaceChildren(spots(view));
    else now.replaceWith(choices(view));
    element.scrollIntoView({ block: "nearest" });
  };
  bus.on("card", hear);

  const fill = (about) => el("div", { class: "word-card", role: "dialog", "aria-label": about.title, tabindex: "-1" },
    el("strong", { dir: "auto", text: about.title }), el("p", { class: "why", text: about.note }),
    dateline.correctable && el("p", { class: "choices", text: "Looking for what it could be …" }),
    button("Close", () => close(true), "shut"));

  /**
   * Opens the card of some words, or closes it where it is theirs.
   * @param {{ article: number, start: number, end: number, title: string, note: string }} about
   * @param {HTMLElement} body the text
   * @param {DOMRect} spot where the words are
   * @param {HTMLElement | null} word
   */
  dateline.wordCard = (about, body, spot, word = null) => {
    const again = open && same(open.about, about);
    close();
    if (again) return;
    const element = fill(about);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close(true);
    });
    open = { element, about, word };
    put(element, spot, body);
    element.scrollIntoView({ block: "nearest" });
    element.focus({ preventScroll: true });
    if (dateline.correctable) bus.send("card_asked", { ...range(about), search: "" });
  };

  const body = (word) => /** @type {HTMLElement} */ (word.closest(".body"));
  const about = (word, mark) => ({
    ...range(mark), note: mark.note,
    title: mark.place ? `“${word.textContent}” means ${mark.note.split("\n")[0].replace(": ", ", ")}` : `“${word.textContent}” is not on the map`,
  });

  /* The card of a name that is not on the map. */
  dateline.whyNot = (word, mark) => dateline.wordCard(about(word, mark), body(word), word.getBoundingClientRect(), word);

  /* The way to the card of a name that is: beside it, once it is chosen. */
  dateline.offerCard = (word, mark, choose) => {
    close();
    const made = button("Wrong place?", () => {
      made.remove();
      dateline.wordCard({ ...about(word, mark), note: "" }, body(word), word.getBoundingClientRect(), word);
    }, "mark-missed");
    if (dateline.correctable) put(made, word.getBoundingClientRect(), body(word));
    offer = null; // it outlives this choice alone
    choose();
    offer = made;
  };

  /* The same from elsewhere, where the text was out of sight. */
  dateline.openCard = () => offer?.isConnected && offer.click();

  /* The words that a card is open on; null where none is. */
  dateline.cardWords = () => open && range(open.about);

  /* What is open stays when the text is drawn anew. */
  dateline.keepCard = (text) => { if (open) text.append(open.element); };

  bus.on("select", ({ from }) => from !== "python" && close());
})();
