
/* The timeline: bars of mentions, a range with two ends, playback. Playing is the
   browser's alone (bus frame); Python hears of a range once, when it is set. */
const { bus, el } = window.dateline;

const PACES = { Slow: 1600, Normal: 800, Fast: 350 }; // ms a step
const WAIT = 400; // ms without a further key before Python is told
const ALL = "everything so far";
const ONE = "one step at a time";
const plural = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;

class Timeline {
  constructor(root, tell) {
    this.root = root;
    this.tell = tell;
    this.at = null; // the step that plays, or null
    this.wait = WAIT;
    this.build();
    this.off = bus.on("ready", () => this.at !== null && this.frame());
    // A hand lets go once; of several keys the last one counts.
    root.addEventListener("keydown", () => { this.wait = WAIT; }, { capture: true });
    root.addEventListener("pointerdown", () => { this.wait = 0; }, { capture: true });
    root.addEventListener("keydown", (event) => this.key(event));
  }

  destroy() {
    this.end();
    this.off();
  }

  build() {
    const button = (text, act, rest = {}) => el("button", { type: "button", text, onclick: act, ...rest });
    const choice = (label, names, picked, act) => el("label", {},
      el("span", { text: label }),
      el("select", { onchange: act }, ...names.map((name) =>
        el("option", { text: name, selected: name === picked }))));
    const thumb = (label) => el("input", {
      type: "range", min: 0, step: 1, "aria-label": label,
      oninput: () => this.drag(), onchange: () => this.soon(),
    });
    this.play = button("Play", () => this.toggle(), { class: "play" });
    this.pace = choice("Speed", Object.keys(PACES), "Normal", () => this.playing && this.start());
    this.mode = choice("Show", [ALL, ONE], ALL, () => this.at !== null && this.frame());
    this.said = el("p", { class: "said", role: "status" });
    this.keep = button("Keep these dates", () => this.take());
    this.leave = button("End playback", () => this.end());
    this.whole = button("All dates", () => this.set(0, this.last, true));
    this.bars = el("div", { class: "bars", "aria-hidden": "true", onclick: (event) => this.point(event) });
    this.from = thumb("From");
    this.to = thumb("Until");
    this.ends = el("p", { class: "ends" });
    this.root.replaceChildren(
      el("div", { class: "controls" }, this.play,
        button("‹", () => this.step(-1), { "aria-label": "Step back", class: "step" }),
        button("›", () => this.step(1), { "aria-label": "Step on", class: "step" }),
        this.said, this.keep, this.leave, this.whole, this.mode, this.pace),
      this.bars, el("div", { class: "range" }, this.from, this.to), this.ends);
  }

  /** @param {TimelineView & { since: string, until: string }} data */
  update(data) {
    const stamp = JSON.stringify(data);
    if (stamp === this.stamp) return;
    this.end();
    this.stamp = stamp;
    this.data = data;
    this.still = !data.at.length; // what was only counted has nothing to play: a bar is a range
    this.root.classList.toggle("still", this.still);
    this.last = data.steps.length - 1; // above 0: two days at least
    this.root.style.setProperty("--last", this.last);
    this.draw();
    const first = data.steps.findIndex((step) => step.last >= data.since);
    const beyond = data.steps.findIndex((step) => data.until && step.first > data.until);
    this.set(Math.max(0, first), beyond < 0 ? this.last : Math.max(0, beyond - 1));
  }

  draw() {
    const most = Math.max(1, ...this.data.steps.map((step) => step.mentions));
    this.bars.replaceChildren(...this.data.steps.map((step, i) => el("span", {
      title: `${step.label}: ${plural(step.articles, "article")}, ${plural(step.mentions, "mention")}`,
      style: `--share: ${step.mentions / most}; --at: ${i / this.last}`, class: step.mentions ? "" : "empty",
    })));
    this.from.max = this.to.max = String(this.last);
    const { steps, undated } = this.data;
    this.ends.replaceChildren(
      el("span", { text: steps[0].label }),
      el("span", { text: undated > 0 ? `${plural(undated, "article")} without a date` : "" }),
      el("span", { text: steps[this.last].label }));
  }

  get low() { return Math.min(Number(this.from.value), Number(this.to.value)); }
  get high() { return Math.max(Number(this.from.value), Number(this.to.value)); }
  get playing() { return Boolean(this.timer); }

  set(low, high, tell = false) {
    this.from.value = String(low);
    this.to.value = String(high);
    this.drag();
    if (tell) this.soon();
  }

  /* The ends of the range moved: the bars answer at once, Python when they rest. */
  drag() {
    this.end();
    const { steps } = this.data;
    this.from.setAttribute("aria-valuetext", steps[this.from.value].label);
    this.to.setAttribute("aria-valuetext", steps[this.to.value].label);
    this.paint();
  }

  soon() {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.tellRange(this.low, this.high), this.wait);
  }

  /* An end of the range that lies at the end of time is left open. */
  tellRange(low, high) {
    const { steps, since, until } = this.data;
    const range = {
      since: low > 0 ? steps[low].first : "",
      until: high < this.last ? steps[high].last : "",
    };
    if (range.since !== since || range.until !== until) this.tell(range);
  }

  /* What plays becomes the filter of dates. */
  take() {
    const at = this.at;
    const low = this.soFar ? this.low : at;
    this.end();
    this.set(low, at);
    this.tellRange(low, at);
  }

  get soFar() { return this.mode.querySelector("select").value === ALL; }

  toggle() {
    if (this.playing) this.pause();
    else this.start();
  }

  start() {
    clearInterval(this.timer);
    if (this.at === null || this.at >= this.high) this.at = this.low - 1;
    this.timer = setInterval(() => this.next(), PACES[this.pace.querySelector("select").value]);
    this.next();
  }

  next() {
    if (this.at >= this.high) this.pause();
    else this.go(this.at + 1);
  }

  pause() {
    clearInterval(this.timer);
    this.timer = null;
    this.paint();
  }

  step(by) {
    this.pause();
    const from = this.at === null ? (by > 0 ? this.low - 1 : this.high + 1) : this.at;
    this.go(from + by);
  }

  point(event) {
    const { left, width } = this.bars.getBoundingClientRect();
    this.pause();
    const step = Math.round(((event.clientX - left) / width) * this.last);
    if (this.still) this.set(step, step, true);
    else this.go(step);
  }

  go(step) {
    this.at = Math.min(this.high, Math.max(this.low, step));
    this.frame();
  }

  end() {
    clearInterval(this.timer);
    this.timer = null;
    if (this.at === null) return;
    this.at = null;
    bus.send("timeline_frame", {});
    this.paint();
  }

  /* Says what is on the map at this step: all up to it, or it alone. */
  frame() {
    const { at, places, links, steps } = this.data;
    /** @type {Record<string, number>} */
    const said = {};
    const stated = new Set();
    for (let i = this.soFar ? this.low : this.at; i <= this.at; i += 1) {
      const pairs = at[i].places;
      for (let k = 0; k < pairs.length; k += 2) {
        const id = places[pairs[k]];
        said[id] = (said[id] || 0) + pairs[k + 1];
      }
      at[i].links.forEach((n) => stated.add(links[n]));
    }
    this.words = `${steps[this.at].label} · ${plural(Object.keys(said).length, "place")}`;
    bus.send("timeline_frame", { places: said, links: [...stated], label: steps[this.at].label });
    this.paint();
  }

  paint() {
    const on = this.at !== null;
    this.play.textContent = this.playing ? "Pause" : "Play";
    this.keep.hidden = this.leave.hidden = !on;
    this.whole.hidden = on || (this.low === 0 && this.high === this.last);
    const { steps } = this.data;
    const whole = this.low === this.high ? steps[this.low].label
      : `${steps[this.low].label} – ${steps[this.high].label}`;
    this.said.setAttribute("aria-live", this.playing ? "off" : "polite");
    const words = on ? this.words : whole;
    if (this.said.textContent !== words) this.said.textContent = words;
    [...this.bars.children].forEach((bar, i) => {
      bar.classList.toggle("out", i < this.low || i > this.high);
      bar.classList.toggle("done", on && i <= this.at && (this.soFar || i === this.at));
      bar.classList.toggle("now", i === this.at);
    });
    this.root.style.setProperty("--low", this.low / this.last);
    this.root.style.setProperty("--high", this.high / this.last);
  }

  /* Space plays and pauses, arrows step, Escape ends: anywhere but in a field of its own. */
  key(event) {
    if (this.still) return;
    const own = event.target.matches("input, select");
    const act = {
      " ": () => !own && !event.target.matches("button") && this.toggle(),
      ArrowLeft: () => !own && this.step(-1),
      ArrowRight: () => !own && this.step(1),
      Escape: () => this.end(),
    }[event.key];
    if (act && act() !== false) event.preventDefault();
  }
}

/** @param {Mounted<TimelineView & { since: string, until: string, heard: number }>} mounted */
export default function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  root.tell = bus.teller(root, setTriggerValue, data.heard, true);
  root.timeline = root.timeline || new Timeline(root, (range) => root.tell("range", range));
  root.timeline.update(data);
  return bus.leaving(root, () => root.timeline.destroy());
}
