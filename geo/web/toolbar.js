/* The bar above the text: where one is, the way on and back, the key, the articles. */
(() => {
  const { dateline } = window;
  const { el } = dateline;

  const button = (text, label, onclick) =>
    el("button", { type: "button", class: "tool", text, "aria-label": label, title: label, onclick });

  class Toolbar {
    /* step(by): 1 for the next passage, -1 for the one before. follow(on): the map follows
       the text, or no longer. open(number): an article was picked. */
    constructor({ step, follow, open }) {
      this.open = open;
      this.back = button("←", "Previous passage (p)", () => step(-1));
      this.on = button("→", "Next passage (n)", () => step(1));
      this.place = el("span", { class: "place" });
      this.position = el("p", { class: "position" }, el("span", { class: "of" }), " ", this.place);
      this.follow = el("button", {
        type: "button", class: "tool follow", text: "Map follows", "aria-pressed": "false",
        title: "The map moves with the text as you scroll",
        onclick: () => this.press(follow),
      });
      this.status = el("p", { class: "unseen", role: "status" });
      this.articles = el("div", { class: "articles", hidden: true });
      this.element = el("div", { class: "bar", role: "toolbar", "aria-label": "Passages" },
        el("div", { class: "tools" },
          this.back, this.on, this.position, this.follow,
          el("button", {
            type: "button", class: "tool answers", text: "Places",
            onclick: () => dateline.bus.send("sheet", { show: "answer" }),
          }), dateline.textLegend()),
        this.articles, this.status);
    }

    get following() {
      return this.follow.getAttribute("aria-pressed") === "true";
    }

    press(follow) {
      const on = !this.following;
      this.follow.setAttribute("aria-pressed", String(on));
      follow(on);
    }

    /* Says where one is: "Passage 3 of 12", and of what. */
    say(of, name = "", [first, last] = [false, false]) {
      this.position.firstChild.textContent = of;
      this.place.replaceChildren(name);
      const words = this.place.textContent;
      this.position.title = words ? `${of}: ${words}` : of;
      this.back.setAttribute("aria-disabled", String(first));
      this.on.setAttribute("aria-disabled", String(last));
    }

    announce(words) {
      this.status.textContent = words;
    }

    /* titles: [title, day, language] of every article there is, in order; hits: how many mentions filters
       leave in each, those with any first; none where they leave all. */
    list(titles, hits = []) {
      this.articles.hidden = titles.length < 2;
      this.articles.replaceChildren();
      if (this.articles.hidden) return;
      const name = ([title, day], i) => [`${i + 1}.`, day, day && "·", title, hits[i] && `(${hits[i]})`].filter(Boolean).join(" ");
      const options = titles.map((title, i) => el("option", { value: i, dir: "auto", lang: title[2], text: name(title, i) }));
      const [some, none] = [options.filter((_, i) => hits[i]), options.filter((_, i) => !hits[i])];
      this.order = (hits.length ? [...some, ...none] : options).map(({ value }) => Number(value));
      this.picker = el("select", { "aria-label": "Article", onchange: () => this.pick(0) },
        ...(hits.length ? [el("optgroup", { label: "With what is looked for" }, ...some), el("optgroup", { label: "Without" }, ...none)] : options));
      const lists = button("Lists", "Lists of places, links and articles", () => dateline.bus.send("sheet", { show: "lists" }));
      lists.classList.add("lists");
      lists.hidden = !document.querySelector(".st-key-lists"); // an exported page has none
      this.articles.append(
        lists, button("‹", "Previous article", () => this.pick(-1)), this.picker,
        button("›", "Next article", () => this.pick(1)));
    }

    pick(by) {
      const number = this.order[this.order.indexOf(Number(this.picker.value)) + by];
      if (number !== undefined) this.open(number);
    }

    /* Names the article that is being read. */
    reading(number) {
      if (this.picker) this.picker.value = String(number);
    }
  }

  dateline.Toolbar = Toolbar;
})();
