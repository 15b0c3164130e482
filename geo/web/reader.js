/* The article with its mentions marked; what is chosen shines, passage by passage. */
(() => {
  const { dateline } = window;
  const { bus, el, firstWhere, plural, session } = dateline;

  const NOTHING = { kind: "", id: "" };
  const LONG = 400; // paragraphs: from here on those out of sight are not laid out
  const same = (a, b) => a.kind === b.kind && a.id === b.id;

  class Reader {
    /**
     * @param {HTMLElement} root
     * @param {(article: number) => void} ask called for an article outside the window that
     *   data holds, so that update() may follow with another
     */
    constructor(root, ask = () => {}) {
      this.root = root;
      this.ask = ask;
      /** @type {ReaderView | null} */
      this.data = null;
      this.marksOf = new Map(); // place id -> its elements
      this.walk = []; // a run for each mention with a place, in order
      this.having = {}; // class -> the elements that have it now
      this.shown = "";
      this.pending = null; // what to do when the window that was asked for is here
      this.choose(NOTHING);
      this.bar = new dateline.Toolbar({
        step: (by) => this.step(by),
        follow: (on) => this.follow(on),
        open: (number) => this.open(number),
      });
      this.body = el("div", { class: "body" });
      this.pane = new dateline.ScrollPane(root, this.bar.element);
      root.setAttribute("role", "region");
      root.replaceChildren(this.bar.element, this.body);
      root.addEventListener("scroll", () => this.scrolled(), { passive: true });
      if (session.get("follow") === "yes") this.bar.press(() => {});
      this.offs = [
        bus.on("select", (choice) => this.select(choice)),
        bus.on("passages", (told) => this.hear(told)),
        bus.on("quote", (range) => this.quote(range)),
        bus.on("hover", ({ id }) => this.swap("hovered", this.marksOf.get(id) || [])),
        bus.on("key", ({ key }) => this.key(key)),
        bus.on("ready", () => this.data && bus.send("visible", bus.spell(this.data.show))),
        bus.on("answering", () => this.chosen.id && bus.send("select", this.choice)),
      ];
    }

    destroy() {
      this.offs.forEach((off) => off());
    }

    /* ---- the text ---- */

    /** @param {ReaderView} data */
    update(data) {
      const before = this.data;
      if (before && before.stamp === data.stamp) return;
      const other = !before || before.text !== data.text;
      const anchor = other ? null : this.pane.anchor();
      this.data = data;
      if (other) {
        this.choose(NOTHING);
        this.counted = null;
      }
      const counted = data.hits.join();
      const fewer = this.counted !== counted;
      if (fewer) this.bar.list(data.titles, data.hits);
      this.counted = counted;
      this.draw();
      if (anchor) this.pane.hold(anchor);
      else this.root.scrollTop = 0;
      this.paint();
      const pending = this.pending;
      this.pending = null;
      if (pending) pending();
      this.locate();
      if (fewer) this.openHit();
      if (this.shown === data.show.stamp) return;
      this.shown = data.show.stamp;
      bus.send("visible", bus.spell(this.data.show));
    }

    /* Where filters leave nothing of the article that is read, the first that has something. */
    openHit() {
      const { hits } = this.data;
      if (this.stops.some(({ article }) => hits[article])) return; // read for what is chosen
      const first = hits.findIndex((n) => n > 0);
      if (first >= 0 && this.bar.picker && !hits[Number(this.bar.picker.value)]) this.open(first);
    }

    /* Marks the words that are looked for, where the browser can. */
    highlight() {
      if (!window.CSS?.highlights) return;
      const asked = this.data.words.toLowerCase().split(/\s+/).filter(Boolean);
      const found = new window.Highlight();
      for (const { node } of asked.length ? this.pane.paragraphs.flatMap(({ runs }) => runs) : []) {
        const text = node.firstChild?.data.toLowerCase() || "";
        for (const word of text.length === node.firstChild?.length ? asked : []) {
          for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + word.length)) {
            const range = document.createRange();
            range.setStart(node.firstChild, at);
            range.setEnd(node.firstChild, at + word.length);
            found.add(range);
          }
        }
      }
      window.CSS.highlights.set("dateline-words", found);
    }

    draw() {
      const { articles, marks, evidence } = this.data;
      const sentences = Object.values(evidence).flat();
      const of = (ranges, number) => ranges.filter((range) => range.article === number);
      const made = articles.map((article) => dateline.articleElement(
        article, of(marks, article.number), of(sentences, article.number)));
      this.pane.paragraphs = made.flatMap((article) => article.paragraphs);
      this.marksOf = new Map();
      this.walk = [];
      for (const run of this.pane.paragraphs.flatMap((paragraph) => paragraph.runs)) {
        if (!run.mark || !run.mark.place) continue;
        const { place } = run.mark;
        if (!this.marksOf.has(place)) this.marksOf.set(place, []);
        this.marksOf.get(place).push(run.node);
        if (this.walk.at(-1)?.mark !== run.mark) this.walk.push(run);
      }
      if (this.walked !== null) this.findWalked();
      this.body.classList.toggle("long", this.pane.paragraphs.length > LONG);
      this.body.replaceChildren(...made.map((article) => article.element));
      dateline.keepCard(this.body);
      this.highlight();
    }

    /* ---- what is chosen ---- */

    /** @param {DatelineEvents["select"]} choice */
    choose(choice) {
      const { kind, id, from, walk = null, article, start } = choice;
      this.choice = choice;
      this.chosen = { kind, id };
      this.stops = [];
      this.index = -1;
      this.name = "";
      this.walked = walk; // the place in this.walk that one walked to
      this.walkedTo = { article, start }; // the same, whatever of the text is here
      this.from = from === "text" ? { article, start } : null;
      this.fresh = true; // its passages are not shown yet
      this.quoted = null; // a passage pressed since that is none of them
    }

    select(choice) {
      if (choice.from === "python" && same(choice, this.chosen)) return;
      this.choose(choice);
      if (choice.from === "python") this.from = dateline.cardWords(); // what was said of them is told there
      const [first] = this.paint();
      if (this.told && same(this.told, this.chosen)) this.hear(this.told);
      else if (first && !this.from) this.pane.reveal(first);
      if (!choice.id) this.bar.announce("Nothing is chosen");
    }

    /* The panel says which passages there are, in the order of its list. */
    hear(told) {
      this.told = told;
      if (!told.id || !same(told, this.chosen)) return;
      const at = this.fresh ? this.from : this.stops[this.index];
      this.stops = told.stops.map(([article, start, end]) => ({ article, start, end }));
      this.name = dateline.named("span", {}, told.name, told.languages);
      const isFresh = this.fresh;
      this.fresh = false;
      this.index = at ? this.stopAt(at) : 0;
      this.paint();
      const now = this.stops[this.index];
      if (this.quoted) return;
      if (!isFresh) { // filters may have taken away the one that is read
        if (at && now && (now.article !== at.article || now.start !== at.start)) this.bring(now);
        return;
      }
      if (!this.from) this.bring(this.stops[this.index]);
      this.bar.announce(`${told.name}: ${plural(this.stops.length, "passage")}, passage ${this.index + 1}`);
    }

    stopAt({ article, start }) {
      const index = this.stops.findIndex((stop) =>
        stop.article === article && stop.start <= start && stop.end > start);
      return Math.max(0, index);
    }

    /* Lights up what is chosen; gives the marks of the chosen place. */
    paint() {
      const { kind, id } = this.chosen;
      const marks = kind === "place" ? this.marksOf.get(id) || [] : [];
      const shine = (ranges) => ranges.flatMap((range) => this.pane.runsIn(range)).map((run) => run.node);
      const stop = this.stops[this.index];
      this.swap("chosen", marks);
      this.swap("lit", shine(this.stops));
      const now = this.quoted ?? stop;
      this.swap("current", shine(now ? [now] : []));
      this.say();
      return marks;
    }

    say() {
      const { stops, index, walk, walked } = this;
      if (walked !== null) this.bar.say(`Mention ${walked + 1} of ${walk.length}`, this.name);
      else if (!this.chosen.id) this.bar.say(plural(walk.length, "mention"), "of\u00a0places");
      else if (stops.length === 0) this.bar.say("…");
      else {
        this.bar.say(`Passage ${index + 1} of ${stops.length}`, this.name,
          [index === 0, index === stops.length - 1]);
      }
    }

    quote(range) {
      const stop = this.stops.findIndex((each) =>
        each.article === range.article && each.start === range.start);
      if (stop >= 0) this.index = stop;
      this.quoted = stop < 0 ? range : null;
      this.paint();
      this.pane.comeIntoSight();
      this.bring(range);
    }

    /* ---- going on and back ---- */

    key(key) {
      if (key === "n") this.step(1);
      if (key === "p") this.step(-1);
      if (key === "Escape" && this.chosen.id) bus.send("select", { ...NOTHING, from: "text" });
    }

    step(by) {
      if (!this.data) return;
      if (!this.chosen.id || this.walked !== null) { this.walkOn(by); return; }
      if (!this.stops[this.index + by]) return;
      this.index += by;
      this.walked = this.quoted = null;
      this.paint();
      this.bring(this.stops[this.index]);
      this.bar.announce(`Passage ${this.index + 1} of ${this.stops.length}`);
    }

    /* With nothing chosen, on from name to name, each chosen in its turn. */
    walkOn(by) {
      const from = this.walked ?? this.beforeReading(by);
      const { articles, titles } = this.data;
      const next = from + by;
      if (this.walk[next]) { this.walkTo(next); return; }
      const beyond = by > 0 ? articles.at(-1).number + 1 : articles[0].number - 1;
      if (beyond < 0 || beyond >= titles.length) return;
      this.pending = () => this.walkTo(by > 0
        ? this.walk.findIndex((run) => run.article >= beyond)
        : this.walk.findLastIndex((run) => run.article <= beyond));
      this.ask(beyond);
    }

    /* Where in the names that are here now the one stands that was walked to. */
    findWalked() {
      const { article, start } = this.walkedTo;
      const at = this.walk.findIndex((run) => run.article === article && run.start === start);
      this.walked = at < 0 ? null : at;
    }

    /* The name before (or after) the reading position. */
    beforeReading(by) {
      const at = this.pane.paragraphs[this.pane.paragraphAt(this.pane.top())];
      const after = firstWhere(this.walk, (run) =>
        run.article > at.article || (run.article === at.article && run.start >= at.start));
      return by > 0 ? after - 1 : after;
    }

    walkTo(index) {
      const run = this.walk[index];
      if (!run) return;
      bus.send("select", {
        kind: "place", id: run.mark.place, from: "text", walk: index,
        article: run.article, start: run.start,
      });
      this.pane.reveal(run.node);
    }

    /* ---- where the words are ---- */

    /* Scrolls to a range, in an article that is here or that is asked for. */
    bring(range) {
      const { articles } = this.data;
      if (range.article < articles[0].number || range.article > articles.at(-1).number) {
        this.pending = () => this.bring(range);
        this.ask(range.article);
        return;
      }
      const runs = this.pane.runsIn(range);
      const run = runs.find((each) => each.node.classList.contains("chosen")) || runs[0];
      if (run) this.pane.reveal(run.node);
    }

    /* Opens an article at its beginning. */
    open(number) {
      const article = this.body.querySelector(`article[data-number="${number}"]`);
      if (!article) {
        this.pending = () => this.open(number);
        this.ask(number);
        return;
      }
      this.root.scrollTop += article.getBoundingClientRect().top - this.pane.top();
      this.bar.reading(number);
    }

    /* Takes a class from the elements that had it and gives it to others: a long text
       has too many elements to touch them all. */
    swap(name, nodes) {
      (this.having[name] || []).forEach((node) => node.classList.remove(name));
      nodes.forEach((node) => node.classList.add(name));
      this.having[name] = nodes;
    }

    /* ---- the reading position ---- */

    scrolled() {
      if (this.waiting) return;
      this.waiting = requestAnimationFrame(() => {
        this.waiting = 0;
        this.locate();
      });
    }

    /* Says what is being read: to the list of articles and, if it follows, to the map. */
    locate() {
      const box = this.root.getBoundingClientRect();
      const at = this.pane.paragraphs[this.pane.paragraphAt(this.pane.top() + box.height / 5)];
      if (!at) return;
      this.bar.reading(at.article);
      if (!this.bar.following || at === this.located || performance.now() < this.pane.steered) return;
      this.located = at;
      const { article, start, end, runs } = at;
      const places = [...new Set(runs.map((run) => run.mark?.place).filter(Boolean))];
      if (places.length > 0) bus.send("reading_position", { article, start, end, places });
    }

    follow(on) {
      session.set("follow", on ? "yes" : "");
      this.located = null;
      this.bar.announce(on ? "The map follows the text" : "The map stays");
      this.locate();
    }
  }

  dateline.Reader = Reader;
})();
