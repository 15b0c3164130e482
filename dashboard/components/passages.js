
/* Mounts the panel in Streamlit; called again with each change of the data. */
export default function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const { bus, Panel } = window.dateline;
  root.tell = ({ kind, id }) => setTriggerValue("chosen", { kind, id });
  if (!root.panel) {
    root.panel = new Panel(root, (choice) => root.tell(choice));
    root.pushed = 0;
    // A map that loads late asks what is chosen.
    root.off = bus.on("ready", () => bus.send("select", { ...root.chosen, from: "python" }));
  }
  root.chosen = data.chosen;
  root.panel.update(data.view);
  if (data.pushed !== root.pushed) {
    root.pushed = data.pushed;
    bus.send("select", { ...data.chosen, from: "python" });
  }
  return () => {
    if (root.isConnected) return;
    root.panel.destroy();
    root.off();
  };
}
