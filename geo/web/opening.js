/* What the map opens on: not all that is named, but what the article is about, so large that its
   towns stand apart. What lies outside is told at the edge (edge_signs.js). */
(() => {
  const { dateline } = window;
  const LEAST = 0.65; // of all that the places weigh stays in view
  const COST = 8; // zoom steps that losing all of the weight is worth
  const GAIN = 0.15; // zoom steps below which leaving places out is not worth it
  const SLACK = 0.005;

  /* The zoom at which a box fills so many pixels. */
  const zoomOf = ({ west, east, north, south }, { x, y }) => Math.log2(Math.min(
    x / (256 * Math.max(east - west, 1e-9)), y / (256 * Math.max(south - north, 1e-9))));

  /* Spots of which the outermost of one side are left out again and again: in order from each
     side, so that a step looks at those near the edges alone. */
  class Peeled {
    constructor(spots) {
      this.spots = spots;
      this.gone = new Uint8Array(spots.length);
      this.count = spots.length;
      const order = (axis) => spots.map((_, i) => i).sort((a, b) => spots[a][axis] - spots[b][axis]);
      const [xs, ys] = [order("x"), order("y")];
      this.sides = {
        west: { axis: "x", order: xs, at: 0 }, east: { axis: "x", order: [...xs].reverse(), at: 0 },
        north: { axis: "y", order: ys, at: 0 }, south: { axis: "y", order: [...ys].reverse(), at: 0 },
      };
    }

    /* What is outermost on a side, without those that lie where another side ends. */
    edge(side, without = null, end = 0) {
      const { axis, order, at } = this.sides[side];
      for (let k = at; k < order.length; k += 1) {
        const spot = this.spots[order[k]];
        if (!this.gone[order[k]] && !(without && spot[without] === end)) return spot[axis];
      }
      return NaN;
    }

    box(without = null, end = 0) {
      const [west, east, north, south] = ["west", "east", "north", "south"].map((side) => this.edge(side, without, end));
      return { west, east, north, south };
    }

    /* The outermost spots of one side, and what leaving them out gains for what it loses. */
    step(side, box, total) {
      const { axis, order, at } = this.sides[side];
      const out = [];
      for (let k = at; k < order.length && this.spots[order[k]][axis] === box[side]; k += 1) if (!this.gone[order[k]]) out.push(order[k]);
      if (out.length === this.count) return null;
      const lost = out.sort((a, b) => a - b).reduce((sum, i) => sum + this.spots[i].weight, 0);
      const next = this.box(axis, box[side]);
      const shrunk = axis === "x" ? box.east - box.west - next.east + next.west : box.south - box.north - next.south + next.north;
      const span = Math.max(box.east - box.west, (box.south - box.north) * 1.4) || 1;
      return { out, lost, gain: shrunk / span / (lost / total + SLACK) };
    }

    leave({ out }) {
      for (const i of out) this.gone[i] = 1;
      this.count -= out.length;
      for (const side of Object.values(this.sides)) while (this.gone[side.order[side.at]]) side.at += 1;
    }
  }

  /**
   * The spots that the map opens on: all of them, less those that lie far from what weighs.
   * @param {{x: number, y: number, weight: number}[]} spots in the Mercator square
   * @param {{x: number, y: number}} room pixels
   * @param {number} nearest zoom
   */
  dateline.opening = (spots, room, nearest) => {
    const total = spots.reduce((sum, { weight }) => sum + weight, 0);
    const peeled = new Peeled(spots);
    let left = total;
    let box = peeled.box();
    const worth = () => Math.min(nearest, zoomOf(box, room)) - COST * (1 - left / total);
    const best = { worth: worth(), kept: spots };
    while (peeled.count > 2) {
      const steps = ["west", "east", "north", "south"].map((side) => peeled.step(side, box, total))
        .filter((step) => step && left - step.lost >= LEAST * total);
      if (steps.length === 0) break;
      const step = steps.reduce((a, b) => (b.gain > a.gain ? b : a));
      peeled.leave(step);
      left -= step.lost;
      box = peeled.box();
      const now = worth();
      if (now > best.worth + GAIN) Object.assign(best, { worth: now, kept: spots.filter((_, i) => !peeled.gone[i]) });
    }
    return best.kept;
  };
})();
