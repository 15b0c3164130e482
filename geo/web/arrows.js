/* The small marks on a link: an arrow head where it leads, strokes across a denied one. */
(() => {
  const { dateline } = window;
  const APART = 26; // pixels between two strokes
  const MAX_STROKES = 7;
  const MAX_LINKS = 150; // in view; of more none can be told from another

  /* A line in pixels of this zoom, and its length. */
  const measured = (map, line) => {
    const points = line.map((spot) => map.project(spot));
    const steps = points.slice(1).map((point, i) => point.distanceTo(points[i]));
    return { points, steps, length: steps.reduce((a, b) => a + b, 0) };
  };

  /* Where on a line so many pixels after its start are, and which way it looks there. */
  const along = ({ points, steps }, pixels) => {
    let left = pixels;
    let i = 0;
    while (i < steps.length - 1 && left > steps[i]) {
      left -= steps[i];
      i += 1;
    }
    const ahead = points[i + 1].subtract(points[i]).divideBy(steps[i] || 1);
    return { at: points[i].add(ahead.multiplyBy(left)), ahead };
  };

  const drawer = (map, { at, ahead }, size) => {
    const side = L.point(-ahead.y, ahead.x);
    return (forward, across) => map.unproject(
      at.add(ahead.multiplyBy(forward * size)).add(side.multiplyBy(across * size)));
  };

  /* The outline of the head: its tip just before the marker of the destination. */
  const head = (map, line, size, gap) => {
    const tip = Math.max(line.length - gap, line.length / 2);
    const spot = drawer(map, along(line, Math.max(0, tip - size)), size);
    return [spot(1, 0), spot(-1.4, 0.95), spot(-0.9, 0), spot(-1.4, -0.95)];
  };

  /* Strokes across the middle, as words are struck out. */
  const strokes = (map, line, size) => {
    const n = Math.max(1, Math.min(MAX_STROKES, Math.floor((line.length * 0.6) / APART)));
    return Array.from({ length: n }, (_, i) => {
      const spot = drawer(map, along(line, line.length / 2 + (i - (n - 1) / 2) * APART), size);
      return [spot(-0.7, -1), spot(0.7, 1)];
    });
  };

  /* line: the part of the arc that reaches its destination; gap: that marker's radius. */
  const signOn = (map, line, link, { size, gap }) => {
    const way = measured(map, line);
    if (way.length < 3 * size) return { strokes: [] };
    return {
      head: link.directed ? head(map, way, size, gap) : null,
      strokes: link.status === "denied" ? strokes(map, way, size) : [],
    };
  };

  /* As large at every zoom: drawn again for each. */
  class Arrows {
    constructor(atlas) {
      this.atlas = atlas;
      this.zoom = null; // the zoom at which those of every link are drawn, if they are
      atlas.map.on("moveend", () => this.atlas.map.getZoom() !== this.zoom && this.draw());
    }

    draw() {
      const { map, items } = this.atlas;
      const links = [...items.values()].filter((i) => i.on && i.props.type === "link" && this.atlas.looks.shows(i));
      const few = links.length <= MAX_LINKS;
      const view = map.getBounds().pad(0.1);
      const seen = few ? links : links.filter(({ layer }) => view.intersects(layer.getBounds()));
      if (!few) links.forEach(({ parts }) => parts && parts.remove());
      this.zoom = few ? map.getZoom() : null;
      this.restyle(links, seen.length > MAX_LINKS);
      if (!this.atlas.many) seen.forEach((item) => this.drawOne(item));
    }

    /* Where fewer links come into view each gets its dashes and its full width. */
    restyle(links, many) {
      if (this.atlas.many === many) return;
      this.atlas.many = many;
      links.forEach((item) => this.atlas.paint(item));
      if (this.atlas.shown) this.atlas.key();
    }

    drawOne(item) {
      const { atlas } = this;
      const { props, layer } = item;
      const { color, opacity, weight } = atlas.style(item, layer);
      const ink = { color, opacity, interactive: false };
      const end = atlas.items.get(props.ends[1]);
      const dot = end && atlas.markerOf(end) === end.layer;
      const gap = dot ? dateline.styles.radius(end.props, end.n) + 1 : 2;
      item.parts = item.parts || L.layerGroup();
      item.parts.clearLayers();
      for (const line of layer.getLatLngs()) {
        const sign = signOn(atlas.map, line, props, { size: 5 + weight, gap });
        if (sign.head) item.parts.addLayer(L.polygon(sign.head, {
          ...ink, stroke: false, fillColor: color, fillOpacity: opacity,
        }));
        sign.strokes.forEach((stroke) =>
          item.parts.addLayer(L.polyline(stroke, { ...ink, weight: 2 })));
      }
      item.parts.addTo(atlas.map);
    }
  }

  Arrows.MAX_LINKS = MAX_LINKS;
  dateline.Arrows = Arrows;
})();
