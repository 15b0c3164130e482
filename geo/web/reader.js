/* The article with its mentions marked. Offsets count Unicode code points, so words are
   cut by code point, never by UTF-16 unit. */
(() => {
  const dateline = (window.dateline = window.dateline || {});
  const { bus, el, press } = dateline;

  const cutter = (text) => {
    const points = /[\ud800-\udfff]/.test(text) ? Array.from(text) : text;
    return (start, end) => {
      const part = points.slice(start, end);
      return typeof part === "string" ? part : part.join("");
    };
  };

  const inside = (range, from, to) => range.start < to && range.end > from;

  /* Sorts ranges into the paragraphs they touch: one list for each paragraph. */
  const deal = (ranges, paragraphs) => {
    const hands = paragraphs.map(() => []);
    for (const range of ranges) {
      let [low, high] = [0, paragraphs.length];
      while (low < high) {
        const middle = (low + high) >> 1;
        if (paragraphs[middle].end > range.start) high = middle;
        else low = middle + 1;
      }
      for (; low < paragraphs.length && paragraphs[low].start < range.end; low += 1) {
        hands[low].push(range);
      }
    }
    return hands;
  };

  /* The offsets where a paragraph must be cut: marks, and sentences that may light up. */
  const cuts = (paragraph, ranges) => {
    const { start, end } = paragraph;
    const points = new Set([start, end]);
    for (const range of ranges) {
      if (range.start > start && range.start < end) points.add(range.start);
      if (range.end > start && range.end < end) points.add(range.end);
    }
    return [...points].sort((a, b) => a - b);
  };

  const label = (mark) => `${mark.kind}, ${mark.sure === "none" ? "not mapped" : mark.sure}`;

  const markElement = (mark, text) => {
    const element = el("mark", {
      class: `mark ${mark.kind} ${mark.sure}`,
      title: mark.note,
      text,
    });
    if (!mark.place) return element;
    element.dataset.place = mark.place;
    element.setAttribute("role", "button");
    element.setAttribute("tabindex", "0");
    element.setAttribute("aria-description", `${label(mark)}. ${mark.note}`);
    press(element, () =>
      bus.send("select", { kind: "place", id: mark.place, from: "text" }));
    element.addEventListener("mouseenter", () => bus.send("hover", { id: mark.place }));
    element.addEventListener("mouseleave", () => bus.send("hover", { id: "" }));
    return element;
  };

  class Reader {
    constructor(root) {
      this.root = root;
      this.runs = [];
      this.marksOf = new Map(); // place id -> its elements
      this.having = {}; // class -> the elements that have it now
      this.data = null;
      this.chosen = { kind: "", id: "" };
      this.offs = [
        bus.on("select", (choice) => this.select(choice)),
        bus.on("quote", (range) => this.quote(range)),
        bus.on("hover", ({ id }) => this.hover(id)),
        bus.on("ready", () => this.data && bus.send("show", this.data.show)),
      ];
    }

    destroy() {
      this.offs.forEach((off) => off());
    }

    update(data) {
      if (this.data && this.data.stamp === data.stamp) return;
      const other = !this.data || this.data.text !== data.text;
      const top = other ? 0 : this.root.scrollTop;
      this.data = data;
      this.runs = [];
      this.marksOf = new Map();
      this.root.replaceChildren(
        ...data.articles.map((article, number) => this.article(article, number)));
      this.root.scrollTop = top;
      if (other) this.chosen = { kind: "", id: "" };
      this.paint();
      bus.send("show", data.show);
    }

    article(article, number) {
      const marks = this.data.marks.filter((m) => m.article === number);
      const sentences = Object.values(this.data.evidence).flat()
        .filter((e) => e.article === number);
      const { paragraphs } = article;
      const marked = deal(marks, paragraphs);
      const cutAt = deal([...marks, ...marks.map((m) => m.sentence), ...sentences], paragraphs);
      const byline = [article.source, article.published].filter(Boolean).join(" · ");
      const body = paragraphs.map((p, i) => this.paragraph(p, number, marked[i], cutAt[i]));
      const headline = article.title
        ? el("h2", { class: "title", text: article.title })
        : paragraphs[0]?.headline && body.shift();
      return el("article", { lang: article.language },
        headline,
        byline && el("p", { class: "byline", text: byline }),
        ...article.notes.map((text) => el("p", { class: "note", text })),
        ...body);
    }

    paragraph(paragraph, number, marked, ranges) {
      const element = el(paragraph.headline ? "h2" : "p", {
        class: paragraph.headline ? "title" : "paragraph",
      });
      const cut = cutter(paragraph.text);
      const { start, end } = paragraph;
      const points = cuts(paragraph, ranges);
      for (let i = 0; i + 1 < points.length; i += 1) {
        const [from, to] = [points[i], points[i + 1]];
        const text = cut(from - start, to - start);
        const mark = marked.find((m) => inside(m, from, to));
        const node = mark ? markElement(mark, text) : el("span", { text });
        this.runs.push({ article: number, start: from, end: to, node, mark });
        if (mark && mark.place) {
          if (!this.marksOf.has(mark.place)) this.marksOf.set(mark.place, []);
          this.marksOf.get(mark.place).push(node);
        }
        element.append(node);
      }
      return element;
    }

    select(choice) {
      this.chosen = { kind: choice.kind, id: choice.id };
      const first = this.paint();
      if (first && choice.from !== "text") this.reveal(first);
    }

    /* Lights up what is chosen; gives the first element of it. */
    paint() {
      const { kind, id } = this.chosen;
      const places = kind === "place" ? this.marksOf.get(id) || [] : [];
      this.swap("chosen", places);
      const lit = kind === "link" && this.data ? this.data.evidence[id] || [] : [];
      const first = this.shine(lit);
      return places[0] || first;
    }

    quote(range) {
      const first = this.shine([range]);
      if (first) this.reveal(first);
    }

    hover(id) {
      this.swap("hovered", this.marksOf.get(id) || []);
    }

    /* Lights up the words of some ranges; gives the first element of them. */
    shine(ranges) {
      const nodes = ranges.length === 0 ? [] : this.runs
        .filter((run) => ranges.some(
          (range) => range.article === run.article && inside(range, run.start, run.end)))
        .map((run) => run.node);
      this.swap("lit", nodes);
      return nodes[0] || null;
    }

    /* Takes a class from the elements that had it and gives it to others: a long text
       has too many elements to touch them all. */
    swap(name, nodes) {
      (this.having[name] || []).forEach((node) => node.classList.remove(name));
      nodes.forEach((node) => node.classList.add(name));
      this.having[name] = nodes;
    }

    /* Scrolls the pane, and only the pane, and only where the words are out of sight. */
    reveal(node) {
      const pane = this.root.getBoundingClientRect();
      const box = node.getBoundingClientRect();
      if (box.top >= pane.top + 24 && box.bottom <= pane.bottom - 24) return;
      const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
      this.root.scrollTo({
        top: this.root.scrollTop + box.top - pane.top - pane.height / 3,
        behavior: calm ? "auto" : "smooth",
      });
    }
  }

  dateline.Reader = Reader;
})();
