
/* Says on the bus what Python wants said; called again with each change of the data. */
export default function mount({ data, parentElement }) {
  const { bus } = window.dateline;
  const root = parentElement.querySelector("span");
  const say = () => bus.send(data.name, data.detail);
  const words = JSON.stringify(data);
  root.say = say;
  if (!root.off) root.off = bus.on("ready", () => root.say());
  if (root.words !== words) say();
  root.words = words;
  return bus.leaving(root, root.off);
}
