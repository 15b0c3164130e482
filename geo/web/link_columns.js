/* Links come as columns (geo/draw/columns.py); here they get their lines: always bent, so
   that a link is never taken for a border. */
(() => {
  const { dateline } = window;
  const TURN = 360;
  const NOISE = 1e-9;
  const MIN_SQUEEZE = 0.2; // beside a pole a bow would go round the world
  const { sin, cos, asin, acos, atan2, hypot, max, min, round, PI } = Math;
  const radians = (angle) => (angle * PI) / 180;
  const degrees = (angle) => (angle * 180) / PI;
  const level = (share) => max(-1, min(1, share));

  const nearestTurn = (lon, to) => lon + TURN * round((to - lon) / TURN);

  const onSphere = ([lat, lon]) => {
    const [y, x] = [radians(lat), radians(lon)];
    return [cos(y) * cos(x), cos(y) * sin(x), sin(y)];
  };

  /* The direction in which the way leaves its start: north where any will do. */
  const leaving = (start, end, [lat, lon]) => {
    const share = start.reduce((sum, s, i) => sum + s * end[i], 0);
    const ahead = end.map((e, i) => e - share * start[i]);
    const size = hypot(...ahead);
    if (size >= NOISE) return ahead.map((each) => each / size);
    const [y, x] = [radians(lat), radians(lon)];
    return [-sin(y) * cos(x), -sin(y) * sin(x), cos(y)];
  };

  /* The shortest way on a sphere, its longitudes unwrapped. */
  const arc = (a, b, points) => {
    const [start, end] = [onSphere(a), onSphere(b)];
    const turn = acos(level(start.reduce((sum, s, i) => sum + s * end[i], 0)));
    const ahead = leaving(start, end, a);
    const line = [a];
    for (let i = 1; i < points - 1; i += 1) {
      const step = (turn * i) / (points - 1);
      const [x, y, z] = start.map((s, axis) => cos(step) * s + sin(step) * ahead[axis]);
      line.push([degrees(asin(level(z))), nearestTurn(degrees(atan2(y, x)), line[i - 1][1])]);
    }
    line.push([b[0], nearestTurn(b[1], line[points - 2][1])]);
    return line;
  };

  /* bow: how far a line is bent sideways, as a share of its length; to the left if above 0. */
  const bowed = (line, bow) => {
    const [[latA, lonA], [latB, lonB]] = [line[0], line[line.length - 1]];
    const squeeze = max(MIN_SQUEEZE, cos(radians((latA + latB) / 2)));
    const north = (bow * (latB - latA)) / squeeze;
    const east = bow * (lonB - lonA) * squeeze;
    return line.map(([lat, lon], i) => {
      const push = sin((i * PI) / (line.length - 1));
      return [lat + push * east, lon - push * north];
    });
  };

  /* The lines of a link: two where it crosses the edge of the map. Both its ends lie in the
     turn of the globe that is drawn. */
  dateline.arcLines = (a, b, bow, points) => {
    const line = bowed(arc(a, b, points), bow);
    const turn = TURN * round((b[1] - line[points - 1][1]) / TURN);
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
