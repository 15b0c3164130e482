/* The key under the map: every marker and line that is on it, in words. */
(() => {
  const { dateline } = window;
  const SVG = "http://www.w3.org/2000/svg";
  const WIDE = 480; // pixels; on a narrower map the key is folded at first

  const shape = (tag, attributes) => {
    const element = document.createElementNS(SVG, tag);
    Object.entries(attributes).forEach(([name, value]) => element.setAttribute(name, value));
    return element;
  };
  const sample = (width, ...shapes) => {
    const svg = shape("svg", { width, height: 16, viewBox: `0 0 ${width} 16`, "aria-hidden": "true" });
    svg.append(...shapes);
    return svg;
  };
  /* more: what the words mean at length, for who points at them. */
  const entry = (picture, words, more = "") => {
    const item = document.createElement("li");
    item.title = more;
    const text = document.createElement("span");
    text.textContent = words;
    item.append(picture, text);
    return item;
  };

  const line = (colour, dash, y = 8) =>
    shape("line", {
      x1: 2, x2: 26, y1: y, y2: y, stroke: colour, "stroke-width": 2.5,
      "stroke-linecap": "round", ...(dash && { "stroke-dasharray": dash }),
    });
  const dot = (cx, r, style) => shape("circle", { cx, cy: 8, r, ...style });
  const field = (x, colour) => shape("rect", {
    x, y: 2, width: 15, height: 12, rx: 1, fill: colour, "fill-opacity": 0.16, stroke: colour, "stroke-width": 1.4,
  });

  const small = (x, words, ink, anchor) => {
    const text = shape("text", { x, y: 12, fill: ink, "font-size": 11, "font-weight": 700, "font-family": "sans-serif", "text-anchor": anchor });
    text.textContent = words;
    return text;
  };

  const PLACES = (p) => ({
    spot: [sample(28, dot(5, 4, { fill: p.accent }), dot(19, 7, { fill: p.accent })),
      "place", "Larger: named more often"],
    area: [sample(38, field(1, p.accent), dot(30, 5, { fill: p.paper, stroke: p.accent, "stroke-width": 2 })),
      "country, province", "A ring stands for one too small to draw"],
    about: [sample(22, ...[9, 7, 5].map((r) => shape("ellipse", {
      cx: 11, cy: 8, rx: r + 1, ry: r * 0.8, fill: p.accent, "fill-opacity": 0.14 })),
    ), "region", "It has no border: about here"],
    unsure: [sample(18, dot(9, 6, {
      fill: p.paper, stroke: p.accent, "stroke-width": 2, "stroke-dasharray": "3 3",
    })), "unsure", "Look before you believe it"],
    grouped: [sample(34, dot(8, 6, { fill: p.accent }), small(16, "+9", p.ink, "start")), "more places near by", "Press to come nearer"],
    clusters: [sample(20, dot(10, 8, { fill: p.accent, stroke: p.paper, "stroke-width": 2 })),
      "many places", "Press to come nearer"],
  });
  const SIDES = (p, { a, b }) => [
    entry(sample(36, dot(8, 6, { fill: p.a }), field(19, p.a)), `only in ${a || "the first"}`),
    entry(sample(36, dot(8, 5.5, { fill: p.paper, stroke: p.b, "stroke-width": 3 }), field(19, p.b)), `only in ${b || "the second"}`),
    entry(sample(36, dot(8, 6, { fill: p.both, stroke: p.accent, "stroke-width": 3 }), field(19, p.both)), "in both"),
  ];
  const KINDS = {
    movement: "movement", cooperation: "cooperation", conflict: "conflict",
    spread: "spread", "co-mention": "named in one sentence",
  };
  const STATUSES = { planned: "planned", possible: "possible", alleged: "alleged", denied: "denied" };
  const strokes = (colour) => [7, 14, 21].map((x) =>
    shape("line", { x1: x - 3, y1: 13, x2: x + 3, y2: 3, stroke: colour, "stroke-width": 2 }));

  const soft = (place) => place.shape === "box" || place.shape === "ring";

  const places = (on, p) => {
    const known = PLACES(p);
    const has = {
      spot: !on.compared && on.places.some((x) => !x.area),
      area: !on.compared && on.places.some((x) => x.area && !soft(x)),
      about: !on.compared && on.places.some((x) => soft(x) && !x.water),
      unsure: on.places.some((x) => x.unsure), grouped: on.grouped && !on.clusters, clusters: on.clusters,
    };
    const items = Object.keys(known).filter((key) => has[key]).map((key) => entry(...known[key]));
    return on.compared ? [...SIDES(p, on.compared), ...items] : items;
  };

  const links = (on, p) => {
    const items = Object.keys(KINDS).filter((kind) => on.links.some((x) => x.kind === kind))
      .map((kind) => entry(sample(28, line(p[kind])), KINDS[kind]));
    if (on.many) return items; // thin and plain: no heads, strokes, dashes or counts
    if (on.links.some((x) => x.directed)) {
      items.push(entry(sample(28, line(p.ink),
        shape("path", { d: "M27 8 L16 3 L19 8 L16 13 Z", fill: p.ink })), "direction"));
    }
    if (on.bundled) items.push(entry(sample(18, small(9, "×2", p.ink, "middle")), "links in one line", "Said several times: press the line for each"));
    for (const [status, words] of Object.entries(STATUSES)) {
      if (!on.links.some((x) => x.status === status)) continue;
      const extra = status === "denied" ? strokes(p.ink) : [];
      items.push(entry(sample(28, line(p.ink, dateline.styles.dash(status, 0)), ...extra), words));
    }
    return items;
  };

  /* Shades by how often a country or province is named. */
  const shades = ({ look, classes, rest }, p) => (classes.length === 0 ? [] : [
    entry(sample(0), look === "countries" ? "Mentions in each country:" : "Mentions in each province:",
      look === "countries" ? "Of the country and of places in it" : "Of the province and of places in it; a country named as a whole is in none"),
    ...classes.map(({ from, to, shade }) => entry(sample(20, shape("rect", {
      x: 1, y: 2, width: 18, height: 12, rx: 1, fill: p.accent, "fill-opacity": shade, stroke: p.ink, "stroke-opacity": 0.3,
    })), from === to ? from.toLocaleString("en") : `${from.toLocaleString("en")}–${to.toLocaleString("en")}`)),
    ...(rest ? [entry(sample(0), `and ${rest.toLocaleString("en")} in no ${look === "countries" ? "country" : "province"}`,
      "They lie in no single one of these, or nowhere that is known: dots show those that lie somewhere")] : []),
  ]);
  const warmth = () => {
    const colours = dateline.heatColours();
    const strip = [...Array(16).keys()].map((i) => {
      const at = Math.round(((i + 1) * 255) / 16) * 4;
      return shape("rect", { x: 4 * i, y: 3, width: 4, height: 10, fill: `rgb(${colours.slice(at, at + 3).join(" ")})`, "fill-opacity": colours[at + 3] / 255 });
    });
    return [entry(sample(64, ...strip), "few to many mentions of towns near by", "Countries and regions are left out")];
  };
  const signs = (on, p) => (on.look === "dots" ? [...places(on, p), ...links(on, p)] : on.look === "heat" ? warmth() : shades(on, p));

  /* on: {places: [...], links: [...], many, bundled, grouped, clusters, compared, look, classes}: what is drawn. */
  dateline.legend = (on) => {
    const p = dateline.styles.palette;
    const list = document.createElement("ul");
    list.setAttribute("aria-label", "Key to the map");
    list.append(...signs(on, p),
      entry(sample(28, line(p.disputed, "3 4")), "disputed border"));
    return list;
  };

  /* Puts the key under the map; what a person folded stays folded. */
  dateline.showLegend = (map, on) => {
    const stage = map.getContainer().parentElement;
    const before = stage.querySelector(".legend");
    const box = document.createElement("details");
    box.className = "legend";
    box.open = before ? before.open : stage.clientWidth > WIDE;
    const summary = document.createElement("summary");
    summary.textContent = "Key to the map";
    box.append(summary, dateline.legend(on));
    if (before) before.replaceWith(box);
    else map.getContainer().after(box);
  };
})();
