/* Words selected in the text may be marked as a place that was missed. */
(() => {
  const { bus, el } = window.dateline;

  const CALM = 150; // ms: a selection grows while it is made
  const MAX_LENGTH = 100; // code points
  const points = (text) => Array.from(text).length;

  /* The selection inside a shadow root, as each browser tells it. */
  const selected = (root) => {
    const home = root.getRootNode();
    const selection = home.getSelection?.() ?? document.getSelection();
    if (!selection || selection.rangeCount === 0) return null;
    const { startContainer, startOffset, endContainer, endOffset } =
      selection.getComposedRanges?.({ shadowRoots: [home] })[0] ?? selection.getRangeAt(0);
    const range = document.createRange();
    range.setStart(startContainer, startOffset);
    range.setEnd(endContainer, endOffset);
    return range.collapsed || !root.contains(range.commonAncestorContainer) ? null : range;
  };

  class Missed {
    /* reader: whose text it is. */
    constructor(reader) {
      this.reader = reader;
      this.button = el("button", {
        type: "button", class: "mark-missed", text: "Mark as a place", title: "Mark as a place (m)",
        onpointerdown: (event) => event.preventDefault(), // or the selection goes
        onclick: () => this.mark(),
      });
      this.hear = () => {
        clearTimeout(this.waiting);
        this.waiting = setTimeout(() => this.offer(), CALM);
      };
      document.addEventListener("selectionchange", this.hear);
      this.off = bus.on("key", ({ key }) => key === "m" && this.mark());
    }

    destroy() {
      document.removeEventListener("selectionchange", this.hear);
      this.off();
    }

    /* What is selected, in code points of the article, without the space around it. */
    words(range) {
      const runs = this.reader.pane.paragraphs.flatMap((paragraph) => paragraph.runs)
        .filter((run) => range.intersectsNode(run.node));
      if (runs.length === 0 || runs.some((run) => run.article !== runs[0].article)) return null;
      const [first, last] = [runs[0], runs.at(-1)];
      const upTo = (run, container, offset, otherwise) => (run.node.contains(container)
        && container.nodeType === Node.TEXT_NODE
        ? run.start + points(container.data.slice(0, offset)) : otherwise);
      const from = upTo(first, range.startContainer, range.startOffset, first.start);
      const to = upTo(last, range.endContainer, range.endOffset, last.end);
      const text = Array.from(runs.map((run) => run.node.textContent).join(""))
        .slice(from - first.start, to - first.start).join("");
      const start = from + points(text) - points(text.trimStart());
      const end = to - points(text) + points(text.trimEnd());
      const fits = start < end && end - start <= MAX_LENGTH && !text.trim().includes("\n");
      return fits ? { article: first.article, start, end } : null;
    }

    found() {
      const range = selected(this.reader.body);
      const words = range && this.words(range);
      return words && { range, words };
    }

    offer() {
      const found = this.found();
      if (!found) {
        this.button.remove();
        return;
      }
      const { body } = this.reader;
      const lines = found.range.getClientRects();
      const [box, line] = [body.getBoundingClientRect(), lines[lines.length - 1]];
      body.append(this.button);
      const most = box.width - this.button.offsetWidth;
      this.button.style.left = `${Math.max(0, Math.min(line.left - box.left, most))}px`;
      this.button.style.top = `${line.bottom - box.top + 6}px`;
    }

    mark() {
      const found = this.found();
      if (!found) return;
      this.button.remove();
      const lines = found.range.getClientRects();
      window.dateline.wordCard({ ...found.words, title: `“${found.range.toString().trim()}” is a place`, note: "Which one?" },
        this.reader.body, lines[lines.length - 1]);
    }
  }

  window.dateline.Missed = Missed;
})();
