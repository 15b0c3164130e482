/* Links come as columns (geo/draw/columns.py); here they get their lines. A link is bent as it
   is seen, on the flat map, always a little so that it is never taken for a border: it keeps one
   form at every zoom. The way on the sphere would leave the map over the Arctic; files keep it. */
(() => {
  const { dateline } = window;
  const TURN = 360;
  const BEND = 0.13; // of a link's length, sideways at its middle
  const MAX_BEND = 0.055; // of the world's width
  const NORTH = 72; // degrees; no link bends beyond, unless its end lies there
  const SOUTH = -60;
  const LIMIT = 85.0511; // where the Mercator square ends
  const FLATTER = 0.7; // of its bend is left at each try to stay within
  const TRIES = 10;
  const { sin, atan, exp, log, hypot, max, min, round, PI } = Math;

  /* The Mercator square: 0 to 1, y downwards. */
  const toX = (lon) => lon / TURN + 0.5;
  const toY = (lat) => {
    const sine = sin((max(-LIMIT, min(LIMIT, lat)) * PI) / 180);
    return 0.5 - log((1 + sine) / (1 - sine)) / (4 * PI);
  };
  const toLon = (x) => (x - 0.5) * TURN;
  const toLat = (y) => 90 - (TURN * atan(exp((y - 0.5) * 2 * PI))) / PI;

  const between = (a, middle, b, t) => (1 - t) ** 2 * a + 2 * t * (1 - t) * middle + t ** 2 * b;

  /* How far up or down a curve goes between its ends. */
  const extreme = (a, middle, b) => {
    const t = (a - middle) / (a - 2 * middle + b);
    return t > 0 && t < 1 ? between(a, middle, b, t) : a;
  };

  /* The point that draws the curve aside: as far as asked, or as the map allows. */
  const control = ([x0, y0], [x1, y1], bow) => {
    const [dx, dy] = [x1 - x0, y1 - y0];
    const length = hypot(dx, dy) || 1;
    const [top, bottom] = [min(toY(NORTH), y0, y1), max(toY(SOUTH), y0, y1)];
    let bend = 2 * bow * min(length * BEND, MAX_BEND);
    for (let i = 0; i <= TRIES; i += 1) {
      const y = (y0 + y1) / 2 - (bend * dx) / length;
      const far = extreme(y0, y, y1);
      if (far >= top && far <= bottom) return [(x0 + x1) / 2 + (bend * dy) / length, y];
      bend *= i + 1 < TRIES ? FLATTER : 0;
    }
    return [(x0 + x1) / 2, (y0 + y1) / 2];
  };

  /**
   * The lines of a link, by the shorter way round: two where it crosses the edge of the map.
   * Both its ends lie in the turn of the globe that is drawn.
   * @param {[number, number]} a lat, lon
   * @param {[number, number]} b
   * @param {number} bow in ordinary bends; to the left where positive
   * @param {number} points
   */
  dateline.arcLines = (a, b, bow, points) => {
    const turn = TURN * round((b[1] - a[1]) / TURN);
    /** @type {[number, number]} */
    const from = [toX(a[1]), toY(a[0])];
    /** @type {[number, number]} */
    const to = [toX(b[1] - turn), toY(b[0])];
    const [x, y] = control(from, to, bow);
    const line = Array.from({ length: points }, (_, i) => {
      const t = i / (points - 1);
      return [toLat(between(from[1], y, to[1], t)), toLon(between(from[0], x, to[0], t))];
    });
    [line[0], line[points - 1]] = [[...a], [b[0], b[1] - turn]];
    return turn ? [line, line.map(([lat, lon]) => [lat, lon + turn])] : [line];
  };

  /**
   * The layers of links, each with its properties.
   * @param {LinkColumns} columns
   */
  dateline.linkLines = (columns) => {
    const { ends, lats, lons, points } = columns;
    return columns.ids.map((id, i) => {
      const [from, to] = [columns.origins[i], columns.destinations[i]];
      const layer = L.polyline(dateline.arcLines(
        [lats[from], lons[from]], [lats[to], lons[to]], columns.bows[i], points));
      /** @type {any} */ (layer).feature = {
        type: "Feature",
        properties: {
          id, type: "link", n: columns.ns[i], kind: columns.kinds[columns.kind[i]],
          status: columns.statuses[columns.status[i]], directed: Boolean(columns.directed[i]),
          ends: [ends[from], ends[to]],
        },
      };
      return layer;
    });
  };
})();
