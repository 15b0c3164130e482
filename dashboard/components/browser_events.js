
const TAKEN = 50; // ms

/* A day that was typed counts at Enter, and before Escape closes its menu: Streamlit takes
   it at a press beside the field, a moment later. */
const takeDay = (event) => {
  const { key, target, isTrusted } = event;
  const menu = target instanceof Element && target.closest("[data-testid=stDateInput]")?.closest("[data-testid=stPopoverBody]");
  if (!menu || !isTrusted || !["Enter", "Escape"].includes(key)) return;
  menu.dispatchEvent(new window.PointerEvent("pointerdown", { bubbles: true }));
  if (key === "Enter") return;
  event.stopImmediatePropagation();
  setTimeout(() => target.dispatchEvent(new window.KeyboardEvent("keydown", { key, bubbles: true })), TAKEN);
};

/**
 * Tells Python what map, text and panel ask for; called again with each change of the data.
 * @param {Mounted<{ run: number }>} mounted
 */
export default function mount({ data, parentElement, setTriggerValue }) {
  const PATIENCE = 4000; // ms until what was told is told to be waited for
  const root = parentElement.querySelector("span");
  const { bus } = window.dateline;
  // On a phone the map, or the menu that opens, may be out of sight.
  const bring = (what) => document.querySelector(what)?.scrollIntoView({ block: "nearest" });
  root.run = data.run;
  const wait = (run, tries) => {
    clearTimeout(root.waiting);
    root.waiting = setTimeout(() => {
      if (root.run !== run || tries === 0) return;
      setTriggerValue("again", {});
      wait(run, tries - 1);
    }, PATIENCE);
  };
  root.tell = (name, detail) => {
    setTriggerValue(name, detail);
    wait(root.run, 3);
  };
  if (!root.offs) {
    const told = /** @type {(keyof DatelineEvents)[]} */ (["area", "keep", "look", "sheet_asked", "spot", "use_alternative"]);
    root.offs = told.map((name) => bus.on(name, (detail) => {
      if ("from" in detail && detail.from === "python") return; // it knows
      root.tell(name, detail);
      if (name === "spot" || name === "use_alternative") bring("[class*=st-key-correct-menu] button"); // its frame lies below, out of sight
    }));
    // A step for each change alone: Streamlit writes the address it is at once more.
    const push = window.history.pushState.bind(window.history);
    window.history.pushState = (state, title, to) =>
      (to && new URL(to, window.location.href).href === window.location.href ? window.history.replaceState(state, title, to) : push(state, title, to));
    root.offs.push(() => { window.history.pushState = push; });
    // Back and forward: what Streamlit runs by itself for them does not say that they were.
    const went = () => root.tell("went", Object.fromEntries(new window.URLSearchParams(window.location.search)));
    window.addEventListener("popstate", went);
    root.offs.push(() => window.removeEventListener("popstate", went));
    document.addEventListener("keydown", takeDay, { capture: true });
    root.offs.push(() => document.removeEventListener("keydown", takeDay, { capture: true }));
    root.offs.push(bus.on("pick", ({ on }) => on && bring(".st-key-map")));
  }
  return bus.leaving(root, () => [() => clearTimeout(root.waiting), ...root.offs].forEach((off) => off()));
}
