
/* Tells Python what map, text and panel ask for; called again with each change of the data. */
export default function mount({ parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("span");
  const { bus } = window.dateline;
  // On a phone the map, or the menu that opens, may be out of sight.
  const bring = (key) => document.querySelector(`.st-key-${key}`)?.scrollIntoView({ block: "nearest" });
  root.tell = setTriggerValue;
  if (!root.offs) {
    const told = /** @type {(keyof DatelineEvents)[]} */ (["area", "spot", "use_alternative"]);
    root.offs = told.map((name) => bus.on(name, (detail) => {
      root.tell(name, detail);
      if (name !== "area") bring("correct-menu");
    }));
    root.offs.push(bus.on("pick", ({ on }) => on && bring("map")));
  }
  return bus.leaving(root, () => root.offs.forEach((off) => off()));
}
