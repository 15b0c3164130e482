/* Very many links come as columns (geo/draw/bundle.py); here they get their lines, bent as
   geo/draw/arcs.py bends those of few. */
(() => {
  const dateline = (window.dateline = window.dateline || {});
  const TURN = 360;
  const NOISE = 1e-9;
  const LEAST_SQUEEZE = 0.2; // beside a pole a bow would go round the world
  const { sin, cos, asin, acos, atan2, hypot, max, min, round, PI } = Math;
  const radians = (angle) => (angle * PI) / 180;
  const degrees = (angle) => (angle * 180) / PI;
  const level = (share) => max(-1, min(1, share));

  const nearestTurn = (lon, to) => lon + TURN * round((to - lon) / TURN);
  const intoTurn = (lon, west) => ((((lon - west) % TURN) + TURN) % TURN) + west;

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
    const squeeze = max(LEAST_SQUEEZE, cos(radians((latA + latB) / 2)));
    const north = (bow * (latB - latA)) / squeeze;
    const east = bow * (lonB - lonA) * squeeze;
    return line.map(([lat, lon], i) => {
      const push = sin((i * PI) / (line.length - 1));
      return [lat + push * east, lon - push * north];
    });
  };

  /* The lines of a link: two where it crosses the edge of the map. */
  dateline.arcLines = (a, b, bow, west, points) => {
    const path = bowed(arc(a, b, points), bow);
    const shifted = (line, by) => line.map(([lat, lon]) => [lat, lon + by]);
    const first = shifted(path, intoTurn(path[0][1], west) - path[0][1]);
    const last = first[first.length - 1][1];
    const turn = intoTurn(last, west) - last;
    return Math.abs(turn) > 1 ? [first, shifted(first, turn)] : [first];
  };

  /* The layers of a bundle, each with the feature that Leaflet would have made it of. */
  dateline.bundle = (columns) => {
    const { ends, lats, lons, west, points } = columns;
    return columns.ids.map((id, i) => {
      const [from, to] = [columns.from[i], columns.to[i]];
      const layer = L.polyline(dateline.arcLines(
        [lats[from], lons[from]], [lats[to], lons[to]], columns.bow[i], west, points));
      layer.feature = {
        type: "Feature",
        properties: {
          id, type: "link", n: columns.n[i], kind: columns.kinds[columns.kind[i]],
          status: columns.statuses[columns.status[i]], directed: Boolean(columns.directed[i]),
          ends: [ends[from], ends[to]],
        },
      };
      return layer;
    });
  };
})();
