/* The map in other looks than dots: countries or provinces shaded by how much is said of them,
   or warmth (heat.js). What is chosen keeps its dot in each. */
(() => {
  const { dateline } = window;
  const { bus } = dateline;
  const BY_ZOOM = ["zoom", "By zoom", "Countries from afar, provinces nearer, places near by"];
  const NEARER = [[4, "countries"], [6, "provinces"], [Infinity, "dots"]]; // below which zoom
  const LOOKS = [
    ["dots", "Dots", "Each place as a dot, with its links"],
    ["countries", "Countries", "Countries shaded by how often they and their places are named"],
    ["provinces", "Provinces", "Provinces and states shaded by how often they and their places are named"],
    ["heat", "Heat", "Warmer where more is named"],
  ];
  const DOT = 10; // pixels
  const SHADES = [0.14, 0.3, 0.46, 0.64, 0.85]; // of the colour of places, by class

  /* Upper ends of classes, each about as many times the one before: [4, 15, 50, 200, 723]. What is
     said of places differs by powers: classes of equal steps, or of equal numbers, hide the most named. */
  const classes = (counts) => {
    const most = Math.max(0, ...counts);
    const round = (n) => (n < 10 ? Math.round(n) : Number(n.toPrecision(n < 100 ? 1 : 2)));
    const ends = SHADES.map((_, i) => round(most ** ((i + 1) / SHADES.length)));
    return most ? [...new Set([...ends.slice(0, -1).filter((end) => end < most), most])] : [];
  };
  const classOf = (n, ends) => ends.findIndex((end) => n <= end);
  const shade = (i, ends) => SHADES[ends.length > 1 ? Math.round((i * (SHADES.length - 1)) / (ends.length - 1)) : 2];

  class Looks {
    constructor(atlas) {
      this.atlas = atlas;
      this.map = atlas.map;
      this.looks = this.map.options.byZoom ? [BY_ZOOM, ...LOOKS] : LOOKS;
      this.picked = this.looks[0][0]; // what a person chose
      this.look = this.effective(); // what that is here
      this.told = 0; // how often a person chose here: what Python repeats is not new
      this.columns = null;
      this.made = new Map(); // code -> layer, null where there is no outline
      this.regions = L.featureGroup();
      this.shown = []; // [{code, n, layer}] that are on the map
      this.ends = [];
      this.map.on("zoomend", () => this.arrive());
      bus.on("look", ({ look, n = 0 }) => { if (n >= this.told) { this.told = n; this.set(look); } });
    }

    get dots() { return this.look === "dots"; }

    effective() {
      if (this.picked !== BY_ZOOM[0]) return this.picked;
      const zoom = this.map.getZoom() ?? 0;
      return this.atlas.compared ? "dots" : NEARER.find(([end]) => zoom < end)[1];
    }

    /* A comparison begins, or ends. */
    compare(on) {
      if (this.picked === BY_ZOOM[0]) this.arrive();
      else if (on) this.choose("dots");
    }

    /* At another zoom: where the look goes by it, it may be another. */
    arrive() {
      const look = this.effective();
      if (look === this.look) return;
      this.look = look;
      this.atlas.relook();
    }

    /* What was drawn is not there any more. */
    forget() {
      this.regions.clearLayers();
      this.made.clear();
      this.shown = [];
    }

    /** @param {PlaceColumns} columns */
    draw(columns) {
      this.columns = columns;
      this.numberOf = new Map(columns.ids.map((id, i) => [id, i]));
      // A map that is not to be searched shows what one name could be.
      if (columns.ids.length > 1 && this.map.options.search !== false && !this.buttons) this.map.getContainer().append(this.control());
    }

    control() {
      const bar = document.createElement("div");
      bar.className = "looks";
      bar.setAttribute("role", "group");
      bar.setAttribute("aria-label", "Show the places as");
      L.DomEvent.disableClickPropagation(bar);
      this.buttons = this.looks.map(([look, words, title]) => {
        const button = document.createElement("button");
        Object.assign(button, { type: "button", textContent: words, title });
        button.dataset.look = look;
        button.setAttribute("aria-pressed", String(look === this.picked));
        if (look === "provinces") button.addEventListener("pointerenter", () => this.atlas.provinces(), { once: true });
        button.addEventListener("click", () => {
          this.choose(look);
        });
        return button;
      });
      bar.append(...this.buttons);
      return bar;
    }

    /* A person chose it: Python is told. */
    choose(look) {
      if (look === this.picked) return;
      this.told += 1;
      bus.send("look", { look, n: this.told, from: "map" });
    }

    /* "" is what the map begins with. */
    set(name) {
      const look = name || this.looks[0][0];
      if (look === this.picked || !this.looks.some(([each]) => each === look)) return;
      this.picked = look;
      this.buttons?.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.look === look)));
      this.look = this.effective();
      this.atlas.relook();
    }

    /* Whether a place or link has its own sign now: in other looks only what is chosen. */
    shows({ props }) {
      return this.dots || props.id === this.atlas.chosen || Boolean(this.atlas.kept?.has(props.id));
    }

    /* The country or province that a place counts to; "" for the sea. */
    regionOf(id) {
      const { regions, region } = this.columns;
      return regions[region[this.numberOf.get(id)]] || "";
    }

    /* Whether a place lies in one of these countries and provinces. */
    inside(id, codes) {
      const region = this.regionOf(id);
      return codes.some((code) => region === code || region.startsWith(`${code}.`));
    }

    /* Mentions of each region by code, of what is on the map now; "" of what lies in none. */
    counts(places) {
      const { shown } = this.atlas;
      // Of an archive only those named most are drawn: it counted all of them.
      if (shown?.counted && places === shown.places) return new Map(Object.entries(shown.counted[this.look]));
      const counts = new Map();
      for (const [id, { n }] of Object.entries(places)) {
        const code = this.regionOf(id);
        const key = this.look === "countries" ? code.split(".")[0] : code.includes(".") ? code : "";
        counts.set(key, (counts.get(key) || 0) + n);
      }
      return counts;
    }

    /* Draws the look anew; shown: what is on the map. */
    async update(shown) {
      this.now = shown;
      const shaded = this.look === "countries" || this.look === "provinces";
      if (this.columns && shown && (shaded || this.shown.length)) await this.shadeRegions(shown, shaded);
      const heat = this.look === "heat";
      if (heat || this.warm) this.atlas.land.repaint();
      this.warm = heat;
    }

    async shadeRegions(shown, shaded) {
      const { look } = this;
      const counts = shaded ? this.counts(shown.places) : new Map();
      const rest = counts.get("") || 0;
      counts.delete("");
      const known = counts.size ? await this.known(look) : null;
      if (look !== this.look || shown !== this.now) return; // another was asked for meanwhile
      this.ends = classes(counts.values());
      this.rest = rest;
      this.shown = known ? [...counts].map(([code, n]) => ({ code, n, layer: this.layer(code, known) })).filter(({ layer }) => layer) : [];
      this.regions.clearLayers();
      for (const one of this.shown) {
        one.layer.options.smoothFactor = 0.6;
        this.regions.addLayer(one.layer);
        this.style(one);
      }
      if (this.shown.length) this.regions.addTo(this.map).bringToBack();
      else this.regions.remove();
      this.atlas.nameAll();
      this.atlas.key();
    }

    async known(look) {
      const countries = await this.atlas.countries;
      return look === "countries" ? { countries } : { countries, provinces: await this.atlas.provinces() };
    }

    layer(code, known) {
      if (!this.made.has(code)) {
        const shape = code.includes(".") ? code : this.columns.outlines[code] || "";
        const layer = dateline.outline({ id: "", shape }, { lng: this.near(code) }, known, this.atlas.svg ? { pane: "dateline-areas" } : {});
        this.made.set(code, layer || this.dot(code));
        if (this.made.get(code)) this.listen(this.made.get(code), code);
      }
      return this.made.get(code);
    }

    /* Of a region without an outline a dot amid its places stands for it; null where none is drawn. */
    dot(code) {
      const { ids, lats, lons } = this.columns;
      const here = ids.map((_, i) => i).filter((i) => this.inside(ids[i], [code]));
      if (here.length === 0) return null;
      const mean = (column) => here.reduce((sum, i) => sum + column[i], 0) / here.length;
      return L.circleMarker([mean(lats), mean(lons)], { radius: DOT, ...(this.atlas.svg && { pane: "dateline-areas" }) });
    }

    /* A longitude in the turn of the globe that a region's places are drawn in. */
    near(code) {
      const { ids, lons } = this.columns;
      return lons[ids.findIndex((id) => this.inside(id, [code]))] ?? lons[0] ?? 0;
    }

    listen(layer, code) {
      layer.on({
        mouseover: ({ latlng }) => this.point(code, latlng),
        mousemove: ({ latlng }) => this.atlas.tip.setLatLng(latlng),
        mouseout: () => this.point(""),
        click: (event) => { L.DomEvent.stop(event); this.keep(code); },
      });
    }

    /* At once; who filters says the rest. Where it is the only one it may be let go. */
    keep(code) {
      if (this.shown.length > 1) this.atlas.play(this.within(code));
      bus.send("keep", { facet: code.includes(".") ? "provinces" : "countries", id: code });
    }

    within(code) {
      const { shown, items } = this.atlas;
      const places = Object.fromEntries(Object.entries(shown.places)
        .filter(([id]) => this.inside(id, [code])).map(([id, { n }]) => [id, n]));
      return { places, links: Object.keys(shown.links).filter((id) => items.get(id)?.props.ends.every((end) => end in places)) };
    }

    point(code, latlng) {
      const before = this.pointed;
      this.pointed = code;
      this.shown.filter((one) => one.code === code || one.code === before).forEach((one) => this.style(one));
      if (!code) this.atlas.tip.remove();
      else dateline.showWords(this.atlas, this.words(code), latlng);
    }

    words(code) {
      const said = this.atlas.shown?.regions?.[code];
      const one = this.shown.find((each) => each.code === code);
      return said ? [said.name, this.now === this.atlas.shown ? said.words : `${one?.n || 0} mentions`] : [code];
    }

    style({ code, n, layer }) {
      const p = dateline.styles.palette;
      const over = code === this.pointed;
      layer.setStyle({
        stroke: true, color: over ? p.ink : p.paper, weight: over ? 2 : 1, opacity: 1,
        fill: true, fillColor: p.accent, fillOpacity: shade(classOf(n, this.ends), this.ends),
      });
    }

    /* Names of regions for the pass of labels. */
    names() {
      return this.shown.map(({ code, n, layer }) => ({
        press: () => this.keep(code), id: code, rank: n, radius: layer.getRadius?.() || 0, area: true,
        name: `${this.atlas.shown?.regions?.[code]?.name || code} ${n.toLocaleString("en")}`,
        latlng: this.middle(layer), looks: ["region"], outlined: () => (layer.getRadius ? null : layer),
      }));
    }

    /* The middle of the largest part. */
    middle(layer) {
      if (layer.getRadius) return layer.getLatLng();
      const parts = layer.getLatLngs().map(([ring]) => L.latLngBounds(ring));
      const size = (box) => (box.getNorth() - box.getSouth()) * (box.getEast() - box.getWest());
      return parts.reduce((a, b) => (size(b) > size(a) ? b : a)).getCenter();
    }

    /* With each painting of the land: warmth over it. */
    paint(sheet) {
      if (this.look !== "heat" || !this.now || !this.columns) return;
      const { lats, lons } = this.columns;
      const areas = new Set(this.columns.areas);
      const spots = Object.entries(this.now.places).map(([id, { n }]) => [this.numberOf.get(id), n]).filter(([i]) => i !== undefined && !areas.has(i));
      dateline.paintHeat(sheet, spots.map(([i, n]) => ({ lat: lats[i], lon: lons[i], n })));
    }

    /* The classes for the key: [{from, to, shade}]. */
    classes() {
      return this.shown.length ? this.ends.map((end, i) => ({ from: i ? this.ends[i - 1] + 1 : 1, to: end, shade: shade(i, this.ends) })) : [];
    }
  }

  dateline.classes = classes;
  dateline.Looks = Looks;
})();
