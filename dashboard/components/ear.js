
/* Tells Python what map, text and panel ask for; called again with each change of the data. */
export default function mount({ parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("span");
  const { bus } = window.dateline;
  root.tell = setTriggerValue;
  if (!root.offs) {
    root.offs = ["area", "spot", "missed", "mean"].map((name) =>
      bus.on(name, (detail) => root.tell(name, detail)));
  }
  return () => { if (!root.isConnected) root.offs.forEach((off) => off()); };
}
