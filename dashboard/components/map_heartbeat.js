/* Tells Python when the map is not heard on the page: its clicks must come another way. */
const PATIENCE = 8000; // ms; a slow machine draws a large map within them

export default function mount({ parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("span");
  if (root.off) return undefined;
  const waiting = setTimeout(() => setTriggerValue("silent", "yes"), PATIENCE);
  root.off = window.dateline.bus.on("ready", () => clearTimeout(waiting));
  return window.dateline.bus.leaving(root, () => {
    clearTimeout(waiting);
    root.off();
  });
}
