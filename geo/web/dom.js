/* Elements made by hand: text is always set as text, never as HTML. */
(() => {
  const { dateline } = window;
  if (dateline.el) return;

  /* el("p", {class: "note", text: "..."}, child, ...) */
  dateline.el = (tag, attributes = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (value === null || value === undefined || value === false) continue;
      if (name === "text") element.textContent = value;
      else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
      else element.setAttribute(name, value === true ? "" : value);
    }
    element.append(...children.filter(Boolean));
    return element;
  };

  /**
   * Somebody's words, in their own language and direction.
   * @param {string[] | undefined} languages none for English
   */
  dateline.spoken = (tag, attributes, text, languages = []) =>
    dateline.el(tag, { dir: "auto", lang: languages[0], ...attributes, text });

  /**
   * A name: each part of "평양 · Pyongyang → Paris" stands by itself, in its own language.
   * @param {string[] | undefined} languages of each end of a link, "" for English; none where all are
   */
  dateline.named = (tag, attributes, text, languages = []) => {
    const ends = languages.length > 1 ? text.split(/ [→–] /) : [text];
    const arrows = text.match(/ [→–] /g) || [];
    const dir = arrows.length ? "ltr" : "auto"; // an arrow points to the right
    if (ends.length !== languages.length) return dateline.el(tag, { dir, ...attributes, text });
    return dateline.el(tag, { dir, ...attributes }, ...ends.flatMap((end, i) => [
      i > 0 && arrows[i - 1],
      ...end.split(" · ").flatMap((part, j) => [
        j > 0 && " · ",
        dateline.el("bdi", { lang: (j === 0 && languages[i]) || "en", text: part })]),
    ]));
  };

  /* Makes an element answer to click, Enter and space alike. */
  dateline.press = (element, act) => {
    element.addEventListener("click", act);
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      act(event);
    });
    return element;
  };

  dateline.plural = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;

  /* The index of the first member that is so, of a list where all after it are so too. */
  dateline.firstWhere = (list, isSo) => {
    let [low, high] = [0, list.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isSo(list[middle])) high = middle;
      else low = middle + 1;
    }
    return low;
  };

  /* How things move for people who asked their system for less motion. */
  dateline.motion = () =>
    (window.matchMedia("(prefers-reduced-motion: reduce)").matches ? "auto" : "smooth");

  /**
   * Remembers a small word in this browser; one that keeps nothing forgets it.
   * @param {"localStorage" | "sessionStorage"} kind
   */
  const stored = (kind) => ({
    get: (name) => { try { return window[kind].getItem(`dateline.${name}`); } catch { return null; } },
    set: (name, value) => { try { window[kind].setItem(`dateline.${name}`, value); } catch { /* forgotten */ } },
  });
  dateline.always = stored("localStorage");
  dateline.session = stored("sessionStorage");
})();
