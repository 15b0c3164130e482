
/* On a phone text and answer share a sheet: a choice brings the answer, a word the text back.
   The way to the card of a chosen word stands beside the word, out of sight, and so here too. */
const sheet = (root) => {
  const { bus, el } = window.dateline;
  const show = (what) => { document.documentElement.dataset.sheet = what; };
  const wrong = el("button", {
    type: "button", text: "Wrong place?", hidden: true,
    onclick: () => { show("text"); window.dateline.openCard(); },
  });
  root.before(el("nav", { class: "sheets", "aria-label": "What is shown below the map" },
    el("button", { type: "button", text: "Text", onclick: () => show("text") }), wrong));
  const off = [
    bus.on("select", ({ id, from, walk }) => {
      if (from === "python") return;
      const isPressed = id && walk === undefined; // a walk through the text stays in the text
      wrong.hidden = !isPressed || from !== "text";
      if (isPressed) show("answer");
    }),
    bus.on("quote", () => show("text")),
    bus.on("sheet", ({ show: what }) => show(what)),
  ];
  return () => off.forEach((each) => each());
};

/**
 * Mounts the panel in Streamlit; called again with each change of the data.
 * @typedef {{ kind: string, id: string }} Choice
 * @typedef {{ of: string, view: PanelView, views: Record<string, PanelView>, chosen: Choice, all: boolean, pushed: number, heard: number }} PanelData
 * @param {Mounted<PanelData>} mounted
 */
export default function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  const { bus, Panel } = window.dateline;
  const CALM = 120; // ms: of choices in quick succession Python is told the last
  const key = ({ kind, id }) => (kind ? `${kind}:${id}` : "");
  const tell = bus.teller(root, setTriggerValue, data.heard);
  root.tell = ({ kind, id, from }) => {
    clearTimeout(root.telling);
    root.chosen = { kind, id };
    root.latest = key({ kind, id });
    const answered = root.latest in root.panel.views;
    root.drawn = answered ? `${root.of} ${root.latest} ` : "";
    if (from === "row") return; // the list tells what is kept and chosen in one
    root.telling = setTimeout(() => tell("chosen", { kind, id }), answered ? CALM : 0);
  };
  root.all = () => tell("all", root.chosen);
  const isNew = !root.panel;
  if (isNew) {
    root.panel = new Panel(root, (choice) => root.tell(choice), () => root.all());
    root.panel.correctable = true;
    root.sheet = sheet(root);
    root.pushed = 0;
    // A map that loads late asks what is chosen.
    root.off = bus.on("ready", () => bus.send("select", { ...root.chosen, from: "python" }));
  }
  root.panel.views = data.views;
  const isPushed = data.pushed !== root.pushed;
  // An answer to a choice that another has followed would only flash.
  const isLate = !isPushed && root.of === data.of
    && root.latest !== undefined && root.latest !== key(data.chosen);
  if (!isLate) root.chosen = data.chosen;
  const drawn = `${data.of} ${key(data.chosen)} ${data.all ? "all" : ""}`;
  root.of = data.of;
  if (!isLate && root.drawn !== drawn) {
    root.drawn = drawn;
    root.panel.update(data.view, data.all);
  }
  if (isPushed) {
    root.pushed = data.pushed;
    root.latest = undefined;
    bus.send("select", { ...data.chosen, from: "python" });
  }
  if (isNew && !data.chosen.id) bus.send("answering");
  return bus.leaving(root, () => {
    root.panel.destroy();
    root.sheet();
    root.off();
  });
}
