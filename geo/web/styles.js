/* The styles of markers and links on the map, in every state. */
(() => {
  const { dateline } = window;

  // As in tokens.css, which may load after the first marker is drawn. The sides of a
  // comparison differ in lightness too, and in outline: not by colour alone.
  const PALETTES = {
    light: {
      ink: "#1d2733", paper: "#fffdf9", accent: "#b3402a", water: "#d5e2e8", sea: "#2b6f9f",
      movement: "#1f5fa8", cooperation: "#1b7a55", conflict: "#c2281d", spread: "#7a3fa0",
      "co-mention": "#6f7780", disputed: "#8f8576",
      a: "#0b5fa5", b: "#c75b00", both: "#1d2733",
    },
    dark: {
      ink: "#ece7dd", paper: "#1a2026", accent: "#ea7a61", water: "#121a22", sea: "#5b93c7",
      movement: "#74aced", cooperation: "#4fbf90", conflict: "#f57565", spread: "#c393e6",
      "co-mention": "#98a1aa", disputed: "#8492a0",
      a: "#6db3f2", b: "#f0a04b", both: "#ece7dd",
    },
  };

  // In widths of the line, whose ends are round: dashes, dots, dash and dot.
  const DASHES = { planned: [3.6, 2.8], possible: [0.1, 2.6], alleged: [3.6, 2.6, 0.1, 2.6] };
  const THIN = 2.2; // pixels; of a thinner line they would run together
  const dash = (status, width) =>
    DASHES[status]?.map((part) => Number((part * Math.max(width, THIN)).toFixed(1))).join(" ") || null;

  const palette = () => PALETTES[dateline.theme.now];

  const radius = (place, n, grouped = false) =>
    (place.area && !grouped ? 6 : Math.min(20, 4.5 + 2.1 * Math.sqrt(n)));

  /* A place's colour, and whether it is filled with it; side: of a comparison. */
  const ink = (place, side) => {
    const p = palette();
    return { colour: p[side] || p.accent, hollow: place.area || place.unsure || side === "b" };
  };

  /* What Leaflet needs to draw a dot; state: {n, chosen, hovered, faded, side}. */
  const placeStyle = (place, state) => {
    const p = palette();
    const { colour, hollow } = ink(state.grouped ? { ...place, area: false } : place, state.side);
    const rim = state.side ? 3 : hollow ? 2 : 1.5;
    return {
      radius: radius(place, state.n, state.grouped) + (state.hovered ? 2 : 0),
      color: state.chosen ? p.ink : hollow ? colour : state.side === "both" ? p.accent : p.paper,
      weight: state.chosen ? 3.5 : rim,
      dashArray: place.unsure ? "3 4" : null,
      fill: true,
      fillColor: hollow ? p.paper : colour,
      fillOpacity: state.faded ? 0.35 : 0.94,
      opacity: state.faded ? 0.35 : 1,
    };
  };

  /* What the land's canvas shows (washes.js), to be pressed. */
  const unseen = (kind) => (kind === "river"
    ? { weight: 14, opacity: 0, fill: false } : { stroke: false, fill: true, fillOpacity: 0 });

  /* An area with a border: a tint, stronger the more it is named, faint where nearly all are. */
  const areaStyle = (place, state) => {
    const p = palette();
    const { colour } = ink(place, state.side);
    const tint = Math.min(state.many ? 0.1 : 0.2, 0.05 + 0.035 * Math.log2(1 + state.n));
    return {
      color: state.chosen ? p.ink : colour,
      weight: state.chosen ? 2.5 : state.hovered ? 2 : 1.2,
      dashArray: place.unsure ? "2 5" : null,
      opacity: state.faded ? 0.25 : state.chosen || state.hovered ? 1 : 0.5,
      fill: true,
      fillColor: colour,
      fillOpacity: state.faded ? tint / 3 : tint + (state.chosen ? 0.1 : state.hovered ? 0.07 : 0),
    };
  };

  /* state.many: thin and plain, where hundreds are in view and none can be told. */
  const linkStyle = (link, state) => {
    const together = link.kind === "co-mention";
    const plain = state.many && !state.chosen && !state.hovered;
    const width = Math.min(6, (together ? 1.3 : plain ? 1.1 : 1.8) + 0.8 * Math.log2(state.n));
    const weight = width + (state.chosen ? 2 : state.hovered ? 1 : 0);
    return {
      color: palette()[link.kind] || palette()["co-mention"],
      weight,
      dashArray: plain ? null : dash(link.status, weight),
      lineCap: plain ? "butt" : "round",
      opacity: state.chosen || state.hovered ? 1 : state.faded ? 0.2
        : plain ? Math.min(0.7, 0.28 + 0.12 * Math.log2(state.n)) : together ? 0.45 : 0.9,
      fill: false,
    };
  };

  dateline.styles = {
    get palette() { return palette(); },
    placeStyle, areaStyle, unseen, linkStyle, radius, dash,
  };
})();
