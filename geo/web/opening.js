/* What the map opens on: not all that is named, but what the article is about, so large that its
   towns stand apart. What lies outside is told at the edge (edge_signs.js). */
(() => {
  const { dateline } = window;
  const LEAST = 0.65; // of all that the places weigh stays in view
  const COST = 8; // zoom steps that losing all of the weight is worth
  const GAIN = 0.15; // zoom steps below which leaving places out is not worth it
  const SLACK = 0.005;

  const around = (spots) => {
    const [xs, ys] = [spots.map(({ x }) => x), spots.map(({ y }) => y)];
    return { west: Math.min(...xs), east: Math.max(...xs), north: Math.min(...ys), south: Math.max(...ys) };
  };

  /* The zoom at which a box fills so many pixels. */
  const zoomOf = ({ west, east, north, south }, { x, y }) => Math.log2(Math.min(
    x / (256 * Math.max(east - west, 1e-9)), y / (256 * Math.max(south - north, 1e-9))));

  /* The outermost spots of one side, and what leaving them out gains for what it loses. */
  const peel = (spots, box, side, total) => {
    const axis = side === "west" || side === "east" ? "x" : "y";
    const kept = spots.filter((spot) => spot[axis] !== box[side]);
    if (kept.length === 0) return null;
    const lost = spots.reduce((sum, spot) => sum + (spot[axis] === box[side] ? spot.weight : 0), 0);
    const next = around(kept);
    const shrunk = axis === "x" ? box.east - box.west - next.east + next.west : box.south - box.north - next.south + next.north;
    const span = Math.max(box.east - box.west, (box.south - box.north) * 1.4) || 1;
    return { kept, lost, gain: shrunk / span / (lost / total + SLACK) };
  };

  /**
   * The spots that the map opens on: all of them, less those that lie far from what weighs.
   * @param {{x: number, y: number, weight: number}[]} spots in the Mercator square
   * @param {{x: number, y: number}} room pixels
   * @param {number} nearest zoom
   */
  dateline.opening = (spots, room, nearest) => {
    const total = spots.reduce((sum, { weight }) => sum + weight, 0);
    const worth = (kept, left) => Math.min(nearest, zoomOf(around(kept), room)) - COST * (1 - left / total);
    let [kept, left] = [spots, total];
    let best = { worth: worth(spots, total), kept: spots };
    while (kept.length > 2) {
      const box = around(kept);
      const steps = ["west", "east", "north", "south"].map((side) => peel(kept, box, side, total))
        .filter((step) => step && left - step.lost >= LEAST * total);
      if (steps.length === 0) break;
      const step = steps.reduce((a, b) => (b.gain > a.gain ? b : a));
      kept = step.kept;
      left -= step.lost;
      const now = worth(kept, left);
      if (now > best.worth + GAIN) best = { worth: now, kept };
    }
    return best.kept;
  };
})();
