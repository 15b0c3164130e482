/* The signs on the map: how places and links look, in every state. */
(() => {
  const dateline = (window.dateline = window.dateline || {});

  // As in tokens.css, which may load after the first sign is drawn.
  const PALETTE = {
    ink: "#1d2733", paper: "#fffdf9", accent: "#b3402a",
    movement: "#1f5fa8", cooperation: "#1b7a55", conflict: "#c2281d", spread: "#7a3fa0",
    "co-mention": "#6f7780",
  };

  const DASHES = { stated: null, planned: "9 7", alleged: "1 7", denied: "9 7" };

  const radius = (place, n) =>
    Math.min(20, 4.5 + 2.1 * Math.sqrt(n)) + (place.area ? 5 : 0);

  /* What Leaflet needs to draw a place; state: {n, chosen, hovered, faded}. */
  const placeStyle = (place, state) => {
    const hollow = place.area || place.unsure;
    return {
      radius: radius(place, state.n) + (state.hovered ? 2 : 0),
      color: state.chosen ? PALETTE.ink : hollow ? PALETTE.accent : PALETTE.paper,
      weight: state.chosen ? 3.5 : hollow ? 2 : 1.5,
      dashArray: place.unsure ? "3 4" : null,
      fill: true,
      fillColor: place.unsure && !place.area ? PALETTE.paper : PALETTE.accent,
      fillOpacity: place.area ? (state.hovered || state.chosen ? 0.3 : 0.16) : 0.94,
      opacity: state.faded ? 0.35 : 1,
      ...(state.faded && { fillOpacity: place.area ? 0.06 : 0.35 }),
    };
  };

  /* The box around a chosen area: dashed, because it is no border. */
  const reachStyle = () => ({
    color: PALETTE.accent, weight: 1.5, dashArray: "2 6", opacity: 0.8,
    fill: true, fillColor: PALETTE.accent, fillOpacity: 0.05, interactive: false,
  });

  const linkStyle = (link, state) => ({
    color: PALETTE[link.kind] || PALETTE["co-mention"],
    weight: Math.min(6, 1.8 + 0.7 * Math.log2(link.n)) + (state.chosen ? 2 : state.hovered ? 1 : 0),
    dashArray: DASHES[link.status],
    lineCap: "round",
    opacity: state.faded ? 0.22 : link.kind === "co-mention" && !state.chosen ? 0.55 : 0.92,
    fill: false,
  });

  /* Where along a line its sign stands, and which way it looks, in pixels at this zoom. */
  const alongLine = (map, line, share) => {
    const points = line.map((spot) => map.project(spot));
    const steps = points.slice(1).map((p, i) => p.distanceTo(points[i]));
    let left = steps.reduce((a, b) => a + b, 0) * share;
    let i = 0;
    while (i < steps.length - 1 && left > steps[i]) {
      left -= steps[i];
      i += 1;
    }
    const [a, b] = [points[i], points[i + 1]];
    const part = steps[i] ? left / steps[i] : 0;
    const ahead = b.subtract(a).divideBy(steps[i] || 1);
    return { at: a.add(b.subtract(a).multiplyBy(part)), ahead };
  };

  /* The small sign on a link, as outlines in degrees: an arrow head where it has a
     direction, a cross where it is denied. */
  const linkSign = (map, line, link, size) => {
    const { at, ahead } = alongLine(map, line, 0.54);
    const side = L.point(-ahead.y, ahead.x);
    const spot = (forward, across) => map.unproject(
      at.add(ahead.multiplyBy(forward * size)).add(side.multiplyBy(across * size)));
    if (link.status === "denied") {
      return { cross: [[spot(-1, -1), spot(1, 1)], [spot(-1, 1), spot(1, -1)]] };
    }
    if (!link.directed) return {};
    return { head: [spot(1.5, 0), spot(-1, 1), spot(-0.5, 0), spot(-1, -1)] };
  };

  dateline.signs = { palette: PALETTE, placeStyle, linkStyle, reachStyle, linkSign, radius, DASHES };
})();
