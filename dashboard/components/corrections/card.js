/* Between the card of the text and Python; called again with each change of the data. */
export default function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector("span");
  const { bus } = window.dateline;
  root.tell = bus.teller(root, setTriggerValue, data.heard);
  if (!root.offs) {
    root.offs = [
      bus.on("card_asked", (words) => root.tell("asked", words)),
      bus.on("card_said", (words) => root.tell("said", words)),
      bus.on("card_undo", (which) => root.tell("undo", which)),
    ];
  }
  const words = JSON.stringify(data);
  if (root.words !== words) bus.send("card", data);
  root.words = words;
  return bus.leaving(root, () => root.offs.forEach((off) => off()));
}
