/* The key under the map: every sign that is on it, in words. */
(() => {
  const dateline = (window.dateline = window.dateline || {});
  const SVG = "http://www.w3.org/2000/svg";

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
  const entry = (picture, words) => {
    const item = document.createElement("li");
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

  const PLACES = (p) => ({
    spot: [sample(30,
      shape("circle", { cx: 6, cy: 8, r: 4, fill: p.accent }),
      shape("circle", { cx: 20, cy: 8, r: 7, fill: p.accent })), "place: larger, named more often"],
    area: [sample(18, shape("circle", {
      cx: 9, cy: 8, r: 7, fill: p.accent, "fill-opacity": 0.16, stroke: p.accent, "stroke-width": 2,
    })), "country, region or sea"],
    unsure: [sample(18, shape("circle", {
      cx: 9, cy: 8, r: 6, fill: p.paper, stroke: p.accent, "stroke-width": 2, "stroke-dasharray": "3 3",
    })), "unsure: look before you believe it"],
  });
  const KINDS = {
    movement: "movement", cooperation: "cooperation", conflict: "conflict",
    spread: "spread", "co-mention": "named in one sentence",
  };
  const STATUSES = { planned: "planned", alleged: "alleged", denied: "denied" };
  const cross = (colour) => [
    shape("line", { x1: 10, y1: 4, x2: 18, y2: 12, stroke: colour, "stroke-width": 2 }),
    shape("line", { x1: 10, y1: 12, x2: 18, y2: 4, stroke: colour, "stroke-width": 2 }),
  ];

  /* on: {places: [...], links: [...]}, the properties of what is drawn. */
  dateline.legend = (on) => {
    const p = dateline.signs.palette;
    const items = [];
    const signs = PLACES(p);
    if (on.places.some((x) => !x.area)) items.push(entry(...signs.spot));
    if (on.places.some((x) => x.area)) items.push(entry(...signs.area));
    if (on.places.some((x) => x.unsure)) items.push(entry(...signs.unsure));
    for (const [kind, words] of Object.entries(KINDS)) {
      if (on.links.some((x) => x.kind === kind)) items.push(entry(sample(28, line(p[kind])), words));
    }
    if (on.links.some((x) => x.directed)) {
      items.push(entry(sample(28, line(p.ink),
        shape("path", { d: "M20 8 L10 3 L13 8 L10 13 Z", fill: p.ink })), "its direction"));
    }
    for (const [status, words] of Object.entries(STATUSES)) {
      if (!on.links.some((x) => x.status === status)) continue;
      const extra = status === "denied" ? cross(p.ink) : [];
      items.push(entry(sample(28, line(p.ink, dateline.signs.DASHES[status]), ...extra), words));
    }
    items.push(entry(sample(28, line("#8d8778", "3 4")), "disputed or unsettled boundary"));
    const list = document.createElement("ul");
    list.className = "legend";
    list.setAttribute("aria-label", "Key to the map");
    list.append(...items);
    return list;
  };
})();
