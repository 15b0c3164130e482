
/* Tells Python what the map asks for; called again with each change of the data. */
export default function mount({ parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("span");
  root.tell = setTriggerValue;
  if (!root.off) {
    root.off = window.dateline.bus.on("area", (area) => root.tell("area", area));
  }
  return () => { if (!root.isConnected) root.off(); };
}
