/* Places come as columns (geo/draw/columns.py). The first have markers of their own; very
   many are gathered into counted clusters, each zoom its own, and what stands alone in its
   cell has a marker like any other. Of those only what is in view is drawn. */
(() => {
  const { dateline } = window;
  const CELL = 64; // pixels at a whole zoom
  const ALONE_FROM = 17; // zoom from which even close neighbours are drawn one by one
  const TILE = 256;

  /**
   * Makes of columns what makes the marker of a place by its number, with its properties.
   * @param {PlaceColumns} columns
   */
  dateline.placeMarkers = (columns) => {
    const { ids, lats, lons, ns, zooms, shapes, reaches } = columns;
    const unsure = new Set(columns.unsure);
    const waters = new Set(columns.waters);
    const areas = new Map(columns.areas.map((place, i) => [place, i]));
    return (i, options = {}) => {
      const area = areas.get(i);
      const known = area === undefined ? {} : { shape: shapes[area], reach: reaches[area] };
      const layer = L.circleMarker([lats[i], lons[i]], options);
      /** @type {any} */ (layer).feature = {
        type: "Feature",
        properties: {
          id: ids[i], type: "place", n: ns[i], area: area !== undefined, water: waters.has(i), shape: "", reach: null,
          unsure: unsure.has(i), zoom: zooms[i], ...known,
        },
      };
      return layer;
    };
  };

  class Clusters {
    /**
     * @param {any} atlas
     * @param {PlaceColumns} columns sorted so that a cell is one stretch of them, from "alone" on
     */
    constructor(atlas, columns) {
      this.atlas = atlas;
      this.map = atlas.map;
      this.marker = dateline.placeMarkers(columns);
      const rest = (column) => column.slice(columns.alone);
      this.first = columns.alone;
      this.ids = rest(columns.ids);
      this.lats = rest(columns.lats);
      this.lons = rest(columns.lons);
      this.bits = columns.bits;
      const size = 2 ** this.bits;
      this.xs = Uint32Array.from(this.lons, (lon) => Math.floor((((lon + 540) / 360) % 1) * size));
      this.ys = Uint32Array.from(this.lats, (lat) => {
        const sine = Math.sin((lat * Math.PI) / 180);
        const y = 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
        return Math.max(0, Math.min(size - 1, Math.floor(y * size)));
      });
      this.indexOf = new Map(this.ids.map((id, i) => [id, i]));
      this.on = new Uint8Array(this.ids.length).fill(1);
      this.cells = L.layerGroup().addTo(this.map);
      this.alone = new Set(); // ids of the markers that are drawn now
      this.begun = false; // nothing is drawn until it is known what
      this.map.on("moveend resize", () => { if (this.begun) { this.draw(); this.atlas.nameAll(); } });
    }

    /* places: {id: {n, ...}} as the filters leave them; names come after */
    show(places) {
      this.said = places;
      this.ids.forEach((id, i) => { this.on[i] = id in places ? 1 : 0; });
      this.draw();
    }

    bounds() {
      const box = L.latLngBounds([]);
      let [south, west, north, east] = [90, Infinity, -90, -Infinity];
      for (let i = 0; i < this.ids.length; i += 1) {
        if (!this.on[i]) continue;
        south = Math.min(south, this.lats[i]);
        north = Math.max(north, this.lats[i]);
        west = Math.min(west, this.lons[i]);
        east = Math.max(east, this.lons[i]);
      }
      return south > north ? box : box.extend([south, west]).extend([north, east]);
    }

    /* Stretches of the columns that fall into one cell, those in view. */
    stretches() {
      const zoom = Math.floor(this.map.getZoom());
      const level = zoom >= ALONE_FROM ? this.bits : Math.min(this.bits, zoom + Math.log2(TILE / CELL));
      const shift = this.bits - Math.max(0, level);
      const view = this.map.getBounds().pad(0.1);
      const [south, west, north, east] = [view.getSouth(), view.getWest(), view.getNorth(), view.getEast()];
      const found = [];
      let cell = null;
      for (let i = 0; i < this.ids.length; i += 1) {
        const [lat, lon] = [this.lats[i], this.lons[i]];
        if (!this.on[i] || lat < south || lat > north || lon < west || lon > east) continue;
        const [x, y] = [this.xs[i] >> shift, this.ys[i] >> shift];
        if (!cell || cell.x !== x || cell.y !== y) found.push((cell = { x, y, members: [] }));
        cell.members.push(i);
      }
      return found;
    }

    draw() {
      this.begun = true;
      const alone = new Set();
      this.cells.clearLayers();
      for (const { members } of this.atlas.looks.dots ? this.stretches() : []) {
        if (members.length > 1 && this.map.getZoom() < ALONE_FROM) this.drawCell(members);
        else members.forEach((i) => alone.add(this.ids[i]));
      }
      for (const id of this.alone) if (!alone.has(id) && id !== this.atlas.chosen) this.leave(id);
      for (const id of alone) this.item(id);
    }

    drawCell(members) {
      const mean = (column) => members.reduce((sum, i) => sum + column[i], 0) / members.length;
      const size = Math.round(Math.min(54, 20 + 9 * Math.log10(members.length)));
      const dot = document.createElement("span");
      dot.className = "cell";
      dot.style.width = dot.style.height = dot.style.lineHeight = `${size}px`;
      dot.textContent = members.length.toLocaleString("en");
      const icon = L.divIcon({ className: "cell-anchor", html: dot, iconSize: [size, size] });
      const words = `${members.length} places: press to come nearer`;
      const marker = L.marker([mean(this.lats), mean(this.lons)], { icon, title: words, alt: words });
      marker.on("click", () => this.open(members));
      marker.addTo(this.cells);
    }

    open(members) {
      const box = L.latLngBounds(members.map((i) => [this.lats[i], this.lons[i]]));
      const zoom = Math.max(this.map.getBoundsZoom(box, false, L.point(96, 96)), this.map.getZoom() + 1);
      this.map.flyTo(box.getCenter(), Math.min(zoom, ALONE_FROM), { animate: !dateline.calm(), duration: 0.5 });
    }

    /* The marker of one place, made when it is asked for. */
    item(id) {
      const i = this.indexOf.get(id);
      if (i === undefined) return null;
      if (!this.atlas.items.has(id)) {
        this.atlas.put(this.atlas.adopt(this.marker(this.first + i)));
        this.alone.add(id);
      }
      return this.atlas.items.get(id);
    }

    leave(id) {
      this.atlas.items.get(id).layer.remove();
      this.atlas.items.delete(id);
      this.alone.delete(id);
    }
  }

  dateline.Clusters = Clusters;
})();
