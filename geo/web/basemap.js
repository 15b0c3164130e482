/* Dateline's offline basemap: draws basemap.json onto a Leaflet 1.9 map (web
 * Mercator), below everything else. See BASEMAP.md for what it shows and why.
 *
 *   const basemap = datelineBasemap.draw(map, data, {palette: datelineBasemap.dark});
 *   basemap.setPalette(datelineBasemap.light);
 *   basemap.remove();
 *
 * One canvas for land and lines rather than Leaflet's own polygons: 75,000 points
 * are projected once, not at each zoom, and copies of the world cost nothing.
 */
(function () {
  "use strict";

  const light = {
    water: "#d5e3ea", land: "#f5f2ec", coast: "#a3bac6", border: "#c3bbad",
    disputed: "#8f8576", label: "#787166", halo: "#f5f2ec",
  };
  const dark = {
    water: "#121a22", land: "#232d37", coast: "#3d5060", border: "#46525f",
    disputed: "#8492a0", label: "#94a1ae", halo: "#1b242d",
  };
  const TILE = 256;
  const PADDING = 0.25; // of the view, drawn beyond each edge so that panning shows land
  const DETAIL = 0.8; // pixels; a point nearer to the last one than this is skipped
  const SPECK = 0.5; // pixels; an island smaller than this is not drawn
  const WHOLE = 4; // up to this zoom the whole world is traced at once and kept
  const FINEST = 9; // from this zoom on every point is used
  const GAP = 7; // pixels kept free around a name
  const FONT = "600 {size}px system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif";

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

  // ---- names ---------------------------------------------------------------------

  function sizeOf(name, zoom) {
    return Math.round(Math.min(14, 10 + (zoom - name.zoom) * 0.8) * 2) / 2;
  }

  // Measured once, at ten pixels: what a name takes grows with its letters.
  function measure(context, name, size) {
    if (!name.widest) {
      name.lines = name.text.toUpperCase().split("\n");
      const widths = name.lines.map((line) => context.measureText(line).width + line.length * 1.2);
      name.widest = Math.max(...widths) / 10;
    }
    return [name.widest * size, name.lines.length * size * 1.2];
  }

  // Biggest countries first; a name that would touch one already there waits.
  function chooseNames(world, context, zoom, frame, toPoint, turns) {
    const chosen = [];
    context.font = FONT.replace("{size}", 10);
    for (const turn of turns) {
      for (const name of world.names) {
        if (name.zoom > zoom + 0.01) continue;
        const at = toPoint(name.lat, name.lon + 360 * turn);
        if (!frame.contains(at)) continue;
        const size = sizeOf(name, zoom);
        const [width, height] = measure(context, name, size);
        const box = [at.x - width / 2 - GAP, at.y - height / 2 - GAP / 2,
          at.x + width / 2 + GAP, at.y + height / 2 + GAP / 2];
        const touches = chosen.some(({ box: o }) =>
          box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1]);
        if (!touches) chosen.push({ name, turn, at, size, box, width });
      }
    }
    return chosen;
  }

  function nameElement({ name, size, width }, palette) {
    const outer = document.createElement("div");
    outer.className = "leaflet-zoom-animated";
    outer.style.cssText = "position:absolute;left:0;top:0;width:0;height:0";
    const inner = document.createElement("div");
    inner.textContent = name.text;
    Object.assign(inner.style, {
      position: "absolute", width: `${Math.ceil(width) + 4}px`, transform: "translate(-50%,-50%)",
      font: FONT.replace("{size}", size), lineHeight: "1.2", letterSpacing: "0.12em",
      textIndent: "0.12em", textTransform: "uppercase", textAlign: "center", whiteSpace: "pre",
      color: palette.label, userSelect: "none",
      textShadow: ["1px 0", "-1px 0", "0 1px", "0 -1px", "0 0 3px"]
        .map((offset) => `${offset}${offset.endsWith("3px") ? "" : " 1px"} ${palette.halo}`).join(),
    });
    outer.append(inner);
    return outer;
  }

  // ---- the Leaflet layer ---------------------------------------------------------

  function ownPane(map, name, order) {
    const pane = map.getPane(name) || map.createPane(name);
    pane.style.zIndex = order;
    pane.style.pointerEvents = "none";
    pane.setAttribute("aria-hidden", "true"); // the article's own places are read out
    return pane;
  }

  const layerMethods = {
    initialize(data, options) {
      this._world = decode(data);
      this._labels = options.labels !== false;
      this._palette = { ...light, ...options.palette };
    },

    onAdd(map) {
      this._canvas = document.createElement("canvas");
      this._canvas.className = "leaflet-zoom-animated";
      ownPane(map, "dateline-land", 150).append(this._canvas);
      this._names = ownPane(map, "dateline-names", 160);
      this._shown = [];
      this._before = map.getContainer().style.background;
      this._redraw();
    },

    onRemove(map) {
      this._canvas.remove();
      this._names.replaceChildren();
      map.getContainer().style.background = this._before;
    },

    getEvents() {
      return {
        moveend: this._redraw, resize: this._redraw, move: this._follow,
        zoom: this._follow, zoomanim: this._animate,
      };
    },

    setPalette(palette) {
      this._palette = { ...light, ...palette };
      if (this._map) this._redraw();
      return this;
    },

    _redraw() {
      const map = this._map;
      const size = map.getSize();
      if (!size.x || !size.y) return; // in a hidden tab; a resize follows
      const pad = size.multiplyBy(PADDING).round();
      const corner = map.containerPointToLayerPoint(pad.multiplyBy(-1)).round();
      const extent = size.add(pad.multiplyBy(2));
      this._zoom = map.getZoom();
      this._corner = map.getPixelOrigin().add(corner);
      this._extent = extent;
      map.getContainer().style.background = this._palette.water;
      const sheet = this._sheet(extent);
      L.DomUtil.setTransform(this._canvas, corner, 1);
      paint(sheet, this._world, this._palette);
      this._writeNames(sheet, L.bounds(corner, corner.add(extent)));
    },

    _sheet(extent) {
      const ratio = Math.min(2, window.devicePixelRatio || 1);
      const scale = TILE * 2 ** this._zoom;
      const margin = 8 / scale;
      const { x: left, y: top } = this._corner;
      const view = [left / scale - margin, top / scale - margin,
        (left + extent.x) / scale + margin, (top + extent.y) / scale + margin];
      this._canvas.width = extent.x * ratio;
      this._canvas.height = extent.y * ratio;
      this._canvas.style.width = `${extent.x}px`;
      this._canvas.style.height = `${extent.y}px`;
      const context = this._canvas.getContext("2d");
      context.setTransform(ratio, 0, 0, ratio, 0, 0);
      const turns = []; // rings reach up to half a world beyond their own copy
      for (let n = Math.floor(view[0]) - 1; n <= Math.floor(view[2]) + 1; n++) turns.push(n);
      return {
        context, scale, left, top, view, turns, zoom: this._zoom, speck: SPECK / scale,
        width: extent.x, height: extent.y, arcs: arcsAt(this._world, this._zoom),
      };
    },

    _writeNames(sheet, frame) {
      if (!this._labels) return;
      const toPoint = (lat, lon) => this._map.latLngToLayerPoint([lat, lon]);
      this._shown = chooseNames(
        this._world, sheet.context, this._zoom, frame, toPoint, sheet.turns,
      );
      this._names.replaceChildren(...this._shown.map((shown) => {
        shown.element = nameElement(shown, this._palette);
        L.DomUtil.setPosition(shown.element, shown.at);
        return shown.element;
      }));
    },

    // While zooming the last drawing is stretched; it is redrawn when too little of it
    // is left to see (a long drag or flight).
    _follow() {
      const map = this._map;
      const factor = map.getZoomScale(map.getZoom(), this._zoom);
      const corner = this._corner.multiplyBy(factor);
      const drawn = L.bounds(corner, corner.add(this._extent.multiplyBy(factor)));
      if (factor > 2 || factor < 0.5 || !drawn.contains(map.getPixelBounds())) this._redraw();
      else if (map.getZoom() !== this._zoom) this._stretch(map.getPixelOrigin(), map.getZoom());
    },

    _animate({ center, zoom }) {
      const map = this._map;
      const origin = map.project(center, zoom).subtract(map.getSize().divideBy(2))
        .add(L.DomUtil.getPosition(map.getPane("mapPane"))).round();
      this._stretch(origin, zoom);
    },

    _stretch(origin, zoom) {
      const factor = this._map.getZoomScale(zoom, this._zoom);
      const corner = this._corner.multiplyBy(factor).subtract(origin);
      L.DomUtil.setTransform(this._canvas, corner, factor);
      for (const { name, turn, element } of this._shown) {
        const at = this._map.project([name.lat, name.lon + 360 * turn], zoom);
        L.DomUtil.setPosition(element, at.subtract(origin).round());
      }
    },
  };

  function draw(map, data, options = {}) {
    const Basemap = L.Layer.extend(layerMethods);
    return new Basemap(data, options).addTo(map);
  }

  window.datelineBasemap = {
    draw, light, dark,
    attribution: "Natural Earth",
    legend: "Dashed: disputed or unsettled boundary",
  };
})();
