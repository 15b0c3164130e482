
/* Two sides and what both name; called again with each change of the data. */
const { bus, el } = window.dateline;

const AT_ONCE = 100;
const times = (n) => `${n.toLocaleString("en")} ${n === 1 ? "time" : "times"}`;

const counts = (row) => (row.a && row.b ? `${row.a} and ${row.b} times` : times(row.a || row.b));

/** @param {ComparedRow} row */
const placeRow = (row) => el("li", {}, el("button", {
  class: "row", type: "button", "data-id": row.id,
  onclick: () => bus.send("select", { kind: "place", id: row.id, from: "list" }),
  onmouseenter: () => bus.send("hover", { id: row.id }),
  onmouseleave: () => bus.send("hover", { id: "" }),
},
el("strong", { text: row.name }),
el("span", { class: "where", text: row.where }),
el("span", { class: "count", text: counts(row) })));

const column = (side, title, rows) => {
  const list = el("ol", {}, ...rows.slice(0, AT_ONCE).map(placeRow));
  const rest = rows.length > AT_ONCE && el("button", {
    class: "rest", type: "button", text: `Show ${rows.length - AT_ONCE} more`,
    onclick: () => { list.append(...rows.slice(AT_ONCE).map(placeRow)); rest.remove(); },
  });
  return el("section", { class: side, "aria-label": title },
    el("h3", {}, el("span", { class: "n", text: rows.length.toLocaleString("en") }), el("span", { text: title })),
    rows.length ? list : el("p", { class: "none", text: "No place." }), rest);
};

const colour = ({ view }) =>
  bus.send("compare", { sides: view.sides, a: view.a.name, b: view.b.name });

const mark = (root, id) => root.querySelectorAll(".row").forEach((row) =>
  row.setAttribute("aria-pressed", String(row.dataset.id === id)));

/** @param {Mounted<CompareView>} mounted */
export default function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".root");
  if (!root.offs) {
    root.offs = [
      bus.on("ready", () => colour(root)), // a map that loads late
      bus.on("select", ({ id }) => mark(root, id)),
    ];
  }
  const stamp = JSON.stringify(data);
  if (root.stamp !== stamp) {
    root.stamp = stamp;
    root.view = data;
    root.replaceChildren(
      column("a", `only in ${data.a.name}`, data.only_a),
      column("both", "in both", data.both),
      column("b", `only in ${data.b.name}`, data.only_b));
    colour(root);
  }
  return bus.leaving(root, () => root.offs.forEach((off) => off()));
}
