/* An article as elements: its paragraphs, cut where a mention or a sentence begins or ends.
   Offsets count Unicode code points, so words are cut by code point, never by UTF-16 unit. */
(() => {
  const { dateline } = window;
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
      let low = dateline.firstWhere(paragraphs, (paragraph) => paragraph.end > range.start);
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

  /**
   * @param {MarkView} mark
   * @param {string} text
   */
  const markElement = (mark, text) => {
    const element = el("mark", {
      class: `mark ${mark.kind} ${mark.sure}`,
      title: mark.note,
      text,
    });
    if (!mark.place) {
      element.setAttribute("role", "button");
      element.setAttribute("tabindex", "0");
      element.setAttribute("aria-description", `not on the map. ${mark.note}`);
      press(element, () => dateline.whyNot(element, mark));
      return element;
    }
    element.dataset.place = mark.place;
    element.setAttribute("role", "button");
    element.setAttribute("tabindex", "0");
    element.setAttribute("aria-description", `${label(mark)}. ${mark.note}`);
    press(element, () => dateline.offerCard(element, mark, () => bus.send("select", {
      kind: "place", id: mark.place, from: "text", article: mark.article, start: mark.start,
    })));
    const point = (id) => () => bus.send("hover", { id });
    element.addEventListener("mouseenter", point(mark.place));
    element.addEventListener("mouseleave", point(""));
    element.addEventListener("focus", point(mark.place));
    element.addEventListener("blur", point(""));
    return element;
  };

  const paragraphElement = (paragraph, number, marked, ranges) => {
    const element = el(paragraph.headline ? "h2" : "p", {
      class: paragraph.headline ? "title" : "paragraph", dir: "auto",
    });
    const cut = cutter(paragraph.text);
    const { start, end } = paragraph;
    const points = cuts(paragraph, ranges);
    const runs = [];
    for (let i = 0; i + 1 < points.length; i += 1) {
      const [from, to] = [points[i], points[i + 1]];
      const text = cut(from - start, to - start);
      const mark = marked.find((m) => inside(m, from, to));
      const node = mark ? markElement(mark, text) : el("span", { text });
      runs.push({ article: number, start: from, end: to, node, mark });
      element.append(node);
    }
    return { element, article: number, start, end, runs };
  };

  /**
   * Gives {element, paragraphs: [{element, article, start, end, runs}]}; a run is a piece of
   * text with one element of its own: {article, start, end, node, mark}.
   * @param {ArticleView} article
   * @param {MarkView[]} marks of this article alone, as the sentences are
   * @param {RangeView[]} sentences
   */
  dateline.articleElement = (article, marks, sentences) => {
    const { number, paragraphs } = article;
    const marked = deal(marks, paragraphs);
    const cutAt = deal([...marks, ...marks.map((m) => m.sentence), ...sentences], paragraphs);
    const made = paragraphs.map((p, i) => paragraphElement(p, number, marked[i], cutAt[i]));
    const byline = [article.source, article.published].filter(Boolean).join(" · ");
    const body = made.map((paragraph) => paragraph.element);
    const headline = article.title
      ? el("h2", { class: "title", dir: "auto", text: article.title })
      : paragraphs[0]?.headline && body.shift();
    const element = el("article", { lang: article.language, "data-number": number },
      headline,
      byline && el("p", { class: "byline", dir: "auto", text: byline }),
      ...article.notes.map((text) => el("p", { class: "note", lang: "en", text })),
      ...body);
    return { element, paragraphs: made };
  };
})();
