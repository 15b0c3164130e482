
/**
 * Tells Python what was pressed on a map of counts, which has no panel.
 * @param {Mounted<{}>} mounted
 */
export default function mount({ parentElement, setTriggerValue }) {
  const { bus } = window.dateline;
  const root = parentElement.querySelector("span");
  root.tell = setTriggerValue;
  root.offs ||= [
    bus.on("select", ({ kind, id, from }) => {
      if (kind === "place" && from !== "python") root.tell("place", { id });
    }),
    bus.on("keep", (region) => root.tell("keep", region)),
    bus.on("area", (box) => root.tell("area", box)),
    bus.on("look", (look) => { if (look.from !== "python") root.tell("look", look); }),
  ];
  return bus.leaving(root, () => root.offs.forEach((off) => off()));
}
