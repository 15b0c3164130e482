/* The card beside a name that is not on the map: why, and the way to say where it is. */
(() => {
  const { dateline } = window;
  const { bus, el } = dateline;
  let open = null;

  const close = () => {
    open?.remove();
    open = null;
  };

  /* Below the word, within the text. */
  const put = (card, word, body) => {
    const [box, spot] = [body.getBoundingClientRect(), word.getBoundingClientRect()];
    body.append(card);
    const most = body.clientWidth - card.offsetWidth;
    card.style.left = `${Math.max(0, Math.min(spot.left - box.left, most))}px`;
    card.style.top = `${spot.bottom - box.top + 6}px`;
  };

  /**
   * @param {HTMLElement} word
   * @param {MarkView} mark
   */
  dateline.wordCard = (word, mark) => {
    const again = open?.dataset.at === `${mark.article}:${mark.start}`;
    close();
    const body = /** @type {HTMLElement | null} */ (word.closest(".body"));
    if (again || !body) return;
    const say = () => {
      close();
      bus.send("sheet", { show: "answer" });
      bus.send("missed", { article: mark.article, start: mark.start, end: mark.end });
    };
    open = el("div", { class: "word-card", role: "dialog", "aria-label": `${word.textContent}: not on the map`, "data-at": `${mark.article}:${mark.start}` },
      el("strong", { text: `“${word.textContent}” is not on the map` }),
      el("p", { text: mark.note }),
      el("div", {},
        dateline.correctable && el("button", { type: "button", class: "say", text: "Say where it is", onclick: say }),
        el("button", { type: "button", text: "Close", onclick: () => { close(); word.focus(); } })));
    open.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      close();
      word.focus();
    });
    put(open, word, body);
    open.querySelector("button").focus({ preventScroll: true });
  };

  bus.on("select", close);
})();
