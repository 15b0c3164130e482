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
  const PADDING = 0.25; // of the view, drawn beyond each edge so that panning shows land
  const SPECK = 0.5; // pixels; an island smaller than this is not drawn
  const GAP = 7; // pixels kept free around a name
  const FONT = "600 {size}px system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif";
  const { decode, arcsAt, paint, TILE } = window.datelineWorld;

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
    context.font = FONT.replace("{size}", "10");
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

  const MAX_TOWNS = 14;
  const TOWN_FONT = "500 11px system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif";
  // From which zoom on towns of so many thousand people are named.
  const TOWNS = [[7, 200], [5.75, 500], [4.5, 1500]];

  // A few large towns, each a dot with its name to the right: they tell where one is.
  function chooseTowns(towns, context, zoom, frame, toPoint, turns, names) {
    const [, least] = TOWNS.find(([from]) => zoom >= from) || [0, Infinity];
    const chosen = [];
    context.font = TOWN_FONT;
    for (const town of towns) {
      if (town.people < least || chosen.length >= MAX_TOWNS) break;
      for (const turn of turns) {
        const at = toPoint(town.lat, town.lon + 360 * turn);
        if (!frame.contains(at)) continue;
        const width = context.measureText(town.text).width;
        const box = [at.x - 24, at.y - 24, at.x + width + 32, at.y + 24];
        const touches = [...names, ...chosen].some(({ box: o }) =>
          box[0] < o[2] && box[2] > o[0] && box[1] < o[3] && box[3] > o[1]);
        if (!touches) chosen.push({ name: town, turn, at, box, town: true });
      }
    }
    return chosen;
  }

  function townElement({ name }, palette) {
    const outer = document.createElement("div");
    outer.className = "leaflet-zoom-animated";
    outer.style.cssText = "position:absolute;left:0;top:0;width:0;height:0";
    const inner = document.createElement("div");
    inner.className = "town";
    inner.textContent = name.text;
    Object.assign(inner.style, {
      position: "absolute", transform: "translate(-3px,-50%)", font: TOWN_FONT, lineHeight: "1.2",
      whiteSpace: "pre", color: palette.label, userSelect: "none", paddingLeft: "10px",
      background: `radial-gradient(circle at 3px 50%, ${palette.label} 0 2px, transparent 2.6px)`,
      textShadow: `0 0 2px ${palette.halo}, 0 0 2px ${palette.halo}`,
    });
    outer.append(inner);
    return outer;
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
      this._after = options.after || (() => {});
      this._written = options.written || (() => {});
      this._towns = [];
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

    // on the way: the map moves on, and is drawn once more where it stops
    _redraw(onTheWay) {
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
      const sheet = this._sheet(this._canvas, Math.min(2, window.devicePixelRatio || 1));
      L.DomUtil.setTransform(this._canvas, corner, 1);
      this._paint({ ...sheet, onTheWay: onTheWay === true });
      this._writeNames(sheet, L.bounds(corner, corner.add(extent)));
    },

    _paint(sheet) {
      paint(sheet, this._world, this._palette);
      this._after(sheet);
    },

    repaint() {
      if (this._map && this._extent) this._redraw();
    },

    // [{text, lat, lon, people}], the largest first: some are named where the map is near.
    setTowns(towns) {
      this._towns = towns;
      this.repaint();
    },

    // The drawing as it is now, as fine as asked: for a picture.
    copy(ratio) {
      const canvas = document.createElement("canvas");
      this._paint(this._sheet(canvas, ratio));
      const corner = this._corner.subtract(this._map.getPixelOrigin());
      return { canvas, at: this._map.layerPointToContainerPoint(corner), size: this._extent };
    },

    _sheet(canvas, ratio) {
      const extent = this._extent;
      const scale = TILE * 2 ** this._zoom;
      const margin = 8 / scale;
      const { x: left, y: top } = this._corner;
      const view = [left / scale - margin, top / scale - margin,
        (left + extent.x) / scale + margin, (top + extent.y) / scale + margin];
      canvas.width = extent.x * ratio;
      canvas.height = extent.y * ratio;
      canvas.style.width = `${extent.x}px`;
      canvas.style.height = `${extent.y}px`;
      const context = canvas.getContext("2d");
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
      const seen = L.bounds(this._map.containerPointToLayerPoint([0, 0]),
        this._map.containerPointToLayerPoint(this._map.getSize()));
      this._shown.push(...chooseTowns(
        this._towns, sheet.context, this._zoom, seen, toPoint, sheet.turns, this._shown));
      this._names.replaceChildren(...this._shown.map((shown) => {
        shown.element = (shown.town ? townElement : nameElement)(shown, this._palette);
        L.DomUtil.setPosition(shown.element, shown.at);
        return shown.element;
      }));
      this._written();
    },

    // While zooming the last drawing is stretched; it is redrawn when too little of it
    // is left to see (a long drag or flight).
    _follow() {
      const map = this._map;
      const factor = map.getZoomScale(map.getZoom(), this._zoom);
      const corner = this._corner.multiplyBy(factor);
      const drawn = L.bounds(corner, corner.add(this._extent.multiplyBy(factor)));
      if (factor > 2 || factor < 0.5 || !drawn.contains(map.getPixelBounds())) this._redraw(true);
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
    /** @type {any} Leaflet's way to a class, which its types do not know */
    const Basemap = L.Layer.extend(layerMethods);
    return new Basemap(data, options).addTo(map);
  }

  window.datelineBasemap = {
    draw, light, dark,
    attribution: "Natural Earth",
    legend: "Dashed: disputed or unsettled boundary",
  };
})();
