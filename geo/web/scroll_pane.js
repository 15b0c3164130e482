/* The pane the text scrolls in: what is in sight of it, and how the rest gets there. */
(() => {
  const { dateline } = window;
  const { firstWhere, motion } = dateline;

  const STEERED = 900; // ms that a scroll of ours may take

  class ScrollPane {
    /* root scrolls; bar covers its top. */
    constructor(root, bar) {
      this.root = root;
      this.bar = bar;
      this.paragraphs = []; // in order: {element, article, start, end, runs}
      this.steered = 0; // until when it moves by itself
    }

    paragraphAt(y) {
      const { paragraphs } = this;
      const at = firstWhere(paragraphs, (p) => p.element.getBoundingClientRect().bottom > y);
      return Math.min(at, paragraphs.length - 1);
    }

    /* The pieces of text in a range; the paragraphs are in order, and so are their runs. */
    runsIn({ article, start, end }) {
      const found = [];
      let at = firstWhere(this.paragraphs, (p) =>
        p.article > article || (p.article === article && p.end > start));
      for (; this.paragraphs[at]?.article === article && this.paragraphs[at].start < end; at += 1) {
        found.push(...this.paragraphs[at].runs.filter((run) => run.start < end && run.end > start));
      }
      return found;
    }

    top() {
      return this.bar.getBoundingClientRect().bottom;
    }

    /* Scrolls the pane, and only the pane, and only where the words are out of sight. */
    reveal(node, tries = 3) {
      const [top, bottom] = [this.top(), this.root.getBoundingClientRect().bottom];
      const box = node.getBoundingClientRect();
      if (box.top >= top + 12 && box.bottom <= bottom - 24) return;
      const by = box.top - top - (bottom - top) / 3;
      const far = Math.abs(by) > 4 * (bottom - top);
      const behavior = far ? "auto" : motion();
      this.steered = performance.now() + STEERED;
      this.root.scrollTo({ top: this.root.scrollTop + by, behavior });
      // Paragraphs that were out of sight get their height only now.
      if (far && tries > 0) requestAnimationFrame(() => this.reveal(node, tries - 1));
    }

    /* Where the text is out of sight (a phone shows one thing at a time), goes to it. */
    comeIntoSight() {
      const box = this.root.getBoundingClientRect();
      const seen = Math.min(box.bottom, window.innerHeight) - Math.max(box.top, 0);
      if (seen > box.height / 2) return;
      this.root.scrollIntoView({ block: "start", behavior: motion() });
    }

    /* The paragraph at the top of the pane and where it stands, to be found again. */
    anchor() {
      const top = this.top();
      const first = this.paragraphs[this.paragraphAt(top)];
      return first && {
        ...first, by: first.element.getBoundingClientRect().top - top,
      };
    }

    hold({ article, start, by }) {
      const again = this.paragraphs.find((p) => p.article === article && p.start === start);
      const top = again ? again.element.getBoundingClientRect().top - this.top() - by : 0;
      this.root.scrollTop = again ? this.root.scrollTop + top : 0;
    }
  }

  dateline.ScrollPane = ScrollPane;
})();
