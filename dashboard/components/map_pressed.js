
/**
 * Tells Python which place was pressed on a map that has no panel.
 * @param {Mounted<{}>} mounted
 */
export default function mount({ parentElement, setTriggerValue }) {
  const { bus } = window.dateline;
  const root = parentElement.querySelector("span");
  root.tell = (id) => setTriggerValue("pressed", { id });
  if (!root.off) root.off = bus.on("select", ({ kind, id, from }) => {
    if (kind === "place" && from !== "python") root.tell(id);
  });
  return bus.leaving(root, () => root.off());
}
