
/* The places of a name; called again with each change of the data. */
const { bus, el } = window.dateline;

const people = (n) => el("span", { class: "people" },
  el("span", { class: "figure", text: n ? n.toLocaleString("en") : "–" }),
  el("span", { class: "unit", text: "inhabitants" }));

/** @param {GazetteerRow} place */
const row = (place) => el("li", {}, el("button", {
  class: "row", type: "button", "data-id": place.id,
  onclick: () => bus.send("select", { kind: "place", id: place.id, from: "list" }),
  onmouseenter: () => bus.send("hover", { id: place.id }),
  onmouseleave: () => bus.send("hover", { id: "" }),
},
el("span", { class: "who" },
  el("strong", { dir: "auto", text: place.name }), " ",
  el("span", { class: "where", text: [place.what, place.province, place.country]
    .filter((part, i, parts) => part && part !== place.name && parts.indexOf(part) === i).join(", ") }),
  el("span", { class: "how" },
    el("span", { class: "matched", text: place.matched }),
    el("span", { text: place.coordinates }),
    el("span", { class: "id", text: place.id }))),
people(place.population)));

const mark = (root, id) => {
  root.chosen = id;
  for (const button of root.querySelectorAll(".row")) {
    const is = button.dataset.id === id;
    button.setAttribute("aria-pressed", String(is));
    if (is) button.scrollIntoView({ block: "nearest" });
  }
};

const draw = (root, data) => {
  const stamp = JSON.stringify(data.places);
  if (root.stamp === stamp) return;
  root.stamp = stamp;
  root.show = data.show;
  root.replaceChildren(el("ol", {
    class: "places", "aria-label": "Places of this name, the most prominent first",
  }, ...data.places.map(row)));
  bus.send("visible", data.show);
};

/** @param {Mounted<{ places: GazetteerRow[], show: ShownView, chosen: string }>} mounted */
export default function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".root");
  root.tell = (id) => setTriggerValue("chosen", { id });
  if (!root.offs) {
    root.offs = [
      bus.on("select", ({ id, from }) => {
        if (from === "python") return;
        mark(root, id);
        root.tell(id);
      }),
      // A map that loads late asks what is on it and what is chosen.
      bus.on("ready", () => {
        bus.send("visible", root.show);
        if (root.chosen) bus.send("select", { kind: "place", id: root.chosen, from: "python" });
      }),
    ];
  }
  draw(root, data);
  const told = root.chosen !== data.chosen;
  mark(root, data.chosen);
  if (told) bus.send("select", { kind: "place", id: data.chosen, from: "python" });
  return bus.leaving(root, () => root.offs.forEach((off) => off()));
}
