/* The basemap's world: reads basemap.json and traces its land and lines onto a canvas.
 * basemap.js, which puts that canvas onto the map, uses nothing else of this file.
 */
(function () {
  "use strict";

  const TILE = 256;
  const DETAIL = 0.8; // pixels; a point nearer to the last one than this is skipped
  const WHOLE = 4; // up to this zoom the whole world is traced at once and kept
  const FINEST = 9; // from this zoom on every point is used

  // ---- the file ------------------------------------------------------------------

  // To the Mercator square: x and y from 0 to 1, x beyond it across 180 degrees.
  function decodeArc(steps, units) {
    const points = new Float64Array(steps.length);
    const turn = 360 * units, radian = Math.PI / 180 / units;
    let lon = 0, lat = 0;
    for (let i = 0; i < steps.length; i += 2) {
      lon += steps[i];
      lat += steps[i + 1];
      const sine = Math.sin(lat * radian);
      points[i] = lon / turn + 0.5;
      points[i + 1] = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    }
    return points;
  }

  // West, north, east, south.
  function boundsOf(points) {
    let west = Infinity, north = Infinity, east = -Infinity, south = -Infinity;
    for (let i = 0; i < points.length; i += 2) {
      const x = points[i], y = points[i + 1];
      if (x < west) west = x;
      if (x > east) east = x;
      if (y < north) north = y;
      if (y > south) south = y;
    }
    return [west, north, east, south];
  }

  // A ring knows by how many turns each of its arcs is shifted to meet the one before.
  function decodeRing(refs, arcs, boxes) {
    const shifts = [];
    const bounds = [Infinity, Infinity, -Infinity, -Infinity];
    let last = null;
    for (const ref of refs) {
      const index = ref < 0 ? ~ref : ref;
      const ends = [arcs[index][0], arcs[index][arcs[index].length - 2]];
      if (ref < 0) ends.reverse();
      const shift = last === null ? 0 : Math.round(last - ends[0]);
      const [west, north, east, south] = boxes[index];
      bounds[0] = Math.min(bounds[0], west + shift);
      bounds[1] = Math.min(bounds[1], north);
      bounds[2] = Math.max(bounds[2], east + shift);
      bounds[3] = Math.max(bounds[3], south);
      shifts.push(shift);
      last = ends[1] + shift;
    }
    return { refs, shifts, bounds };
  }

  function decode(data) {
    const arcs = data.arcs.map((steps) => decodeArc(steps, data.units));
    const boxes = arcs.map(boundsOf);
    const rings = data.countries.flatMap((country) => country.polygons.flat());
    return {
      levels: new Map([[FINEST, arcs]]),
      boxes,
      traced: {},
      rings: rings.map((refs) => decodeRing(refs, arcs, boxes)),
      coast: data.lines.coast,
      border: data.lines.border,
      disputed: [data.disputed[0].arcs[0], data.disputed[data.disputed.length - 1].arcs[1]],
      names: data.countries.map(({ label: [text, lon, lat, zoom] }) => ({
        text, zoom, lat: lat / data.units, lon: lon / data.units,
      })),
    };
  }

  // Thinned arc by arc, both ends kept: neighbours still meet without a gap.
  function thin(arc, least) {
    const kept = [arc[0], arc[1]];
    const end = arc.length - 2;
    let x = arc[0], y = arc[1];
    for (let i = 2; i < end; i += 2) {
      if (Math.abs(arc[i] - x) + Math.abs(arc[i + 1] - y) < least) continue;
      kept.push((x = arc[i]), (y = arc[i + 1]));
    }
    kept.push(arc[end], arc[end + 1]);
    return Float64Array.from(kept);
  }

  function arcsAt(world, zoom) {
    const level = Math.min(FINEST, Math.max(0, Math.ceil(zoom)));
    if (!world.levels.has(level)) {
      const least = DETAIL / (TILE * 2 ** level);
      world.levels.set(level, world.levels.get(FINEST).map((arc) => thin(arc, least)));
    }
    return world.levels.get(level);
  }

  // ---- drawing -------------------------------------------------------------------

  // Keeps the part of a ring on one side of a line; without it, far zooms would ask
  // the canvas for coordinates of millions of pixels.
  function clipSide(points, axis, limit, sign) {
    const out = [];
    let from = points.length - 2;
    for (let to = 0; to < points.length; from = to, to += 2) {
      const a = sign * (points[from + axis] - limit);
      const b = sign * (points[to + axis] - limit);
      if (a < 0 !== b < 0) {
        const t = a / (a - b);
        out.push(
          points[from] + t * (points[to] - points[from]),
          points[from + 1] + t * (points[to + 1] - points[from + 1]),
        );
      }
      if (b >= 0) out.push(points[to], points[to + 1]);
    }
    return out;
  }

  function clip(points, view) {
    const left = clipSide(points, 0, view[0], 1);
    const top = clipSide(left, 1, view[1], 1);
    return clipSide(clipSide(top, 0, view[2], -1), 1, view[3], -1);
  }

  let bench = new Float64Array(1 << 15); // one ring at a time is put together here

  function gather(ring, arcs, turn) {
    let length = 0;
    for (const ref of ring.refs) length += arcs[ref < 0 ? ~ref : ref].length;
    if (length > bench.length) bench = new Float64Array(2 * length);
    let end = 0;
    ring.refs.forEach((ref, n) => {
      const arc = arcs[ref < 0 ? ~ref : ref];
      const shift = ring.shifts[n] + turn;
      const step = ref < 0 ? -2 : 2;
      for (let i = ref < 0 ? arc.length - 2 : 0; i >= 0 && i < arc.length; i += step) {
        bench[end++] = arc[i] + shift;
        bench[end++] = arc[i + 1];
      }
    });
    return bench.subarray(0, end);
  }

  // Out of the view, or smaller than a speck.
  function unseen(bounds, turn, { view, speck }) {
    return bounds[0] + turn > view[2] || bounds[2] + turn < view[0] ||
      bounds[1] > view[3] || bounds[3] < view[1] ||
      (bounds[2] - bounds[0] < speck && bounds[3] - bounds[1] < speck);
  }

  function within(bounds, turn, view) {
    return bounds[0] + turn >= view[0] && bounds[2] + turn <= view[2] &&
      bounds[1] >= view[1] && bounds[3] <= view[3];
  }

  // Both tracers write pixels from the corner (left, top) of the part in view.
  // No closePath: filling closes, and Chromium measures the whole path at each one.
  function traceLand(world, part) {
    const { scale, left, top, view } = part;
    const path = new Path2D();
    for (const turn of part.turns) {
      for (const ring of world.rings) {
        if (unseen(ring.bounds, turn, part)) continue;
        const whole = gather(ring, part.arcs, turn);
        const points = within(ring.bounds, turn, view) ? whole : clip(whole, view);
        if (points.length) path.moveTo(points[0] * scale - left, points[1] * scale - top);
        for (let i = 2; i < points.length; i += 2) {
          path.lineTo(points[i] * scale - left, points[i + 1] * scale - top);
        }
      }
    }
    return path;
  }

  function traceLines(world, part, [first, end]) {
    const { scale, left, top, view } = part;
    const path = new Path2D();
    for (const turn of part.turns) {
      for (let n = first; n < end; n++) {
        if (unseen(world.boxes[n], turn, part)) continue;
        const arc = part.arcs[n];
        let pen = false; // lifted over stretches wholly on one side of the view
        for (let i = 2; i < arc.length; i += 2) {
          const ax = arc[i - 2] + turn, bx = arc[i] + turn, ay = arc[i - 1], by = arc[i + 1];
          const hidden = (ax < view[0] && bx < view[0]) || (ax > view[2] && bx > view[2]) ||
            (ay < view[1] && by < view[1]) || (ay > view[3] && by > view[3]);
          if (!hidden && !pen) path.moveTo(ax * scale - left, ay * scale - top);
          if (!hidden) path.lineTo(bx * scale - left, by * scale - top);
          pen = !hidden;
        }
      }
    }
    return path;
  }

  function trace(world, part) {
    return {
      land: traceLand(world, part), coast: traceLines(world, part, world.coast),
      border: traceLines(world, part, world.border),
      disputed: traceLines(world, part, world.disputed),
    };
  }

  // From afar the whole world is traced once a zoom and stamped as often as it is seen;
  // near by only what is in view is traced.
  function stamps(world, sheet) {
    if (sheet.zoom > WHOLE) return [trace(world, sheet), [[0, 0]]];
    if (world.traced.zoom !== sheet.zoom) {
      const all = { ...sheet, left: 0, top: 0, turns: [0], view: [-1, -1, 2, 2] };
      world.traced = { zoom: sheet.zoom, paths: trace(world, all) };
    }
    const seen = sheet.turns.filter((n) => n + 1.1 > sheet.view[0] && n - 0.1 < sheet.view[2]);
    return [world.traced.paths, seen.map((n) => [n * sheet.scale - sheet.left, -sheet.top])];
  }

  function paint(sheet, world, palette) {
    const { context, zoom } = sheet;
    const weight = Math.min(1.5, 0.55 + zoom * 0.1);
    const [paths, places] = stamps(world, sheet);
    const strokes = [
      [paths.coast, palette.coast, weight, []],
      [paths.border, palette.border, weight, []],
      [paths.disputed, palette.disputed, weight * 1.1, [weight * 3.2, weight * 2.6]],
    ];
    context.lineJoin = "round";
    context.fillStyle = palette.land;
    for (const [x, y] of places) {
      context.save();
      context.translate(x, y);
      context.fill(paths.land);
      for (const [path, colour, width, dashes] of strokes) {
        context.strokeStyle = colour;
        context.lineWidth = width;
        context.setLineDash(dashes);
        context.stroke(path);
      }
      context.restore();
    }
    // The Mercator square ends inside Antarctica: carry the land on below it.
    const edge = sheet.scale - sheet.top - 1;
    if (edge < sheet.height) context.fillRect(0, edge, sheet.width, sheet.height - edge);
  }

  window.datelineWorld = { decode, arcsAt, paint, TILE };
})();
