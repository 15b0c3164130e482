/* Brings a Leaflet map of Dateline to life: markers, links, names, hover, choice.
   The map itself holds only ids; what is shown of them, and their names, comes over the
   bus and is set as text. */
(() => {
  const { dateline } = window;
  const { bus, styles } = dateline;

  const MIN_AREA = 24; // pixels; a smaller area has a small marker instead
  const MAX_AREAS = 300; // those named most; the others have a small marker
  const PATIENCE = 2500; // ms until names are no longer waited for
  const AREAS = "dateline-areas"; // panes, where each marker is an element of its own
  const PLACES = "dateline-places";

  /* What a screen reader or a hover says of a place or link. */
  const words = (name, ...rest) => [name, ...rest].filter(Boolean);
  const times = (n, what) => `${n} ${what}${n === 1 ? "" : "s"}`;
  const toggle = (map, layer, on) => {
    if (layer && on !== map.hasLayer(layer)) (on ? layer.addTo(map) : layer.remove());
  };

  class DatelineMap {
    constructor(map) {
      this.map = map;
      this.items = new Map(); // id -> {props, layer, outline, hit, parts, on, n, name, said}
      this.read = {}; // what is read once, when it is needed
      this.weights = new Map(); // id -> what a place weighs in what the map opens on
      this.chosen = "";
      this.kind = ""; // of what is chosen
      this.hovered = "";
      /** @type {any[] | null} */
      this.laid = null; // items in the order in which they are to lie, until they are put
      this.moved = false; // true once a person has moved the map: then it stays
      this.svg = !map.options.preferCanvas;
      if (!this.svg) map.options.renderer = L.canvas({ tolerance: 6, padding: 0.1 });
      map.createPane(AREAS).style.zIndex = 380;
      map.createPane(PLACES).style.zIndex = 450;
      // Leaflet rounds to whole pixels, which makes fine curves tremble.
      map.latLngToLayerPoint = (spot) =>
        map.project(L.latLng(spot)).subtract(map.getPixelOrigin());
      this.groups = new dateline.Groups(this);
      this.labels = new dateline.Labels(map, (id) => this.hoverOver(id));
      this.washes = new dateline.Washes(this);
      this.looks = new dateline.Looks(this);
      this.countries = new Promise((known) => { this.tellCountries = known; });
      this.land = new dateline.Land(map, (data) => this.outlineAreas(data),
        (sheet) => { this.washes.paint(sheet); this.looks.paint(sheet); }, () => this.labels.clearLand());
      this.view = new dateline.View(this);
      this.arrows = new dateline.Arrows(this);
      this.journey = new dateline.Journey(this);
      dateline.addControls(map, () => dateline.fullScreen(map));
      this.edges = new dateline.EdgeSigns(this, () => this.view.everything());
      this.labels.before = () => this.edges.draw();
      dateline.tiles(map);
      this.tip = L.tooltip({ className: "tip", direction: "top", opacity: 1, offset: [0, -8] });
      map.on("zoomend", () => this.putAll());
      map.on("click", () => this.hoverOver(""));
      this.listen();
    }

    listen() {
      bus.on("visible", (show) => this.show(show));
      bus.on("counted", (answer) => this.replace(answer));
      bus.on("timeline_frame", (frame) => this.play(frame));
      bus.on("compare", (sides) => this.compare(sides));
      bus.on("select", (choice) => this.select(choice));
      bus.on("hover", ({ id }) => this.hoverOver(id, true));
      bus.on("picture", (what) => this.picture(what));
      dateline.theme.on(() => this.relook());
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape") bus.send("select", { kind: "", id: "", from: "map" });
      });
    }

    /* ---- what is on the map ---- */

    /**
     * Everything there is to show; filters come later.
     * @param {Drawing} drawing
     */
    draw(drawing) {
      this.place(drawing);
      bus.send("ready"); // whoever has names answers at once
      if (!this.shown) { this.redraw(); if (this.clusters) this.clusters.draw(); }
      setTimeout(() => this.shown || this.land.show([], []), PATIENCE);
    }

    /**
     * Another answer of an archive instead of what is drawn. What is seen of the world stays,
     * unless it is about something else.
     * @param {DatelineEvents["counted"]} answer
     */
    replace({ drawing, show, about }) {
      for (const item of this.items.values()) [item.layer, item.outline, item.hit, item.parts].forEach((layer) => layer?.remove());
      this.items.clear();
      this.looks.forget();
      const { moved } = this;
      const anew = !this.shown || (about !== "" && about !== this.about);
      this.about = about || this.about;
      this.moved = !anew;
      this.shown = show;
      this.place(drawing);
      this.show(show);
      this.moved = !anew && moved;
      if (this.basemap) this.outlineAreas(this.basemap);
    }

    place({ places, opening, links, journeys }) {
      this.journey.all = journeys;
      this.weights = new Map(opening.map((weight, i) => [places.ids[i], weight]));
      this.many = links.ids.length > dateline.Arrows.MAX_LINKS; // until it is known how many are in view
      const marker = dateline.placeMarkers(places);
      const lines = dateline.linkLines(links);
      const markers = places.ids.slice(0, places.alone).map((_, i) => marker(i, this.svg ? { pane: PLACES } : {}));
      // Groups that hear of their layers' clicks: streamlit-folium tells a click by them.
      const [arcs, dots] = [lines, markers].map((made) => made.map((one) => this.adopt(one).layer));
      // Of two dots on one spot the more named has the label: it lies on top, and is pressed.
      const area = ({ feature }) => Number(feature.properties.area);
      const laid = [arcs, dots.reverse().sort((a, b) => area(b) - area(a))];
      const layers = laid.map((made) => L.featureGroup(made));
      this.laid = laid.flat().map(({ feature }) => this.items.get(feature.properties.id));
      this.looks.draw(places);
      if (places.alone < places.ids.length) this.clusters = new dateline.Clusters(this, places);
      if (!this.moved) this.view.fit(false); // while the map is empty: each move draws all of it again
      // The groups alone: a layer comes when its item is put, and most stand under others.
      for (const each of layers) Object.assign(each, { onAdd: () => {} }).addTo(this.map);
    }

    /* Makes a layer one of ours: it answers to the pointer and has its looks. */
    adopt(layer) {
      const { properties: props } = layer.feature;
      const item = { props, layer, n: props.n, on: true, name: "", said: {} };
      if (this.shown) Object.assign(item, this.saidOf(item, this.shown));
      this.items.set(props.id, item);
      layer.on({
        click: (event) => {
          L.DomEvent.stop(event);
          this.press(item);
        },
        mouseover: (event) => this.hoverOver(props.id, false, event.latlng),
        mouseout: () => this.hoverOver(""),
      });
      if (props.type === "link" && this.svg) {
        // A thin line is hard to hit: a wide unseen one takes the pointer for it.
        item.hit = this.standIn(L.polyline(layer.getLatLngs(), { weight: 16, opacity: 0 }), item);
      }
      layer.options.smoothFactor = 0.3;
      return item;
    }

    press(item) {
      if (item.group?.length) this.groups.open(item);
      else bus.send("select", { kind: item.props.type, id: item.props.id, from: "map" });
    }

    /* A second layer of an item: what happens to it happens to the first. */
    standIn(layer, item) {
      for (const type of ["click", "mouseover", "mouseout"]) {
        layer.on(type, ({ latlng, originalEvent }) => {
          if (type === "click") L.DomEvent.stop(originalEvent);
          item.layer.fire(type, { latlng, originalEvent }, true);
        });
      }
      return layer;
    }

    /* The provinces of the world, once they are read; null where they cannot be. */
    provinces() {
      this.read.provinces ||= dateline.outlinesOf("provinces").then(
        (data) => data && new dateline.Outlines(data, new Map(Object.entries(data.areas))));
      return this.read.provinces;
    }

    async outlineAreas(data) {
      this.basemap = data;
      const areas = [...this.items.values()].filter(({ props }) => props.shape)
        .sort((a, b) => b.n - a.n).slice(0, MAX_AREAS);
      const needed = new Set(areas.map(({ props }) => dateline.needed(props)));
      const known = { countries: new dateline.Outlines(data, new Map(data.countries.map((c) => [c.a3, c.polygons]))) };
      this.tellCountries(known.countries);
      this.shape(areas.filter(({ props }) => !dateline.needed(props)), known);
      if (needed.has("provinces")) known.provinces = await this.provinces();
      if (needed.has("nature")) known.nature = await dateline.outlinesOf("nature");
      this.shape(areas.filter(({ props }) => dateline.needed(props)), known);
    }

    shape(areas, known) {
      for (const item of areas) {
        const outline = dateline.outline(
          item.props, item.layer.getLatLng(), known, this.svg ? { pane: AREAS } : {});
        item.outline = outline && this.standIn(outline, item);
        item.box = outline && L.latLngBounds(item.props.reach || outline.getBounds());
      }
      const regrouped = this.groups.gather();
      if (!this.laid) for (const item of new Set([...regrouped, ...areas])) if (!item.outline) this.put(item);
      this.putAll();
      this.washes.update();
      if (regrouped.length && this.shown) this.nameAll();
      else this.labels.arrange();
    }

    find(id) {
      return this.items.get(id) || (this.clusters && this.clusters.item(id)) || null;
    }

    saidOf({ props }, { places, links }) {
      const said = (props.type === "place" ? places : links)[props.id];
      if (said?.status) props.status = said.status; // of the links that the filters leave
      return said ? { on: true, n: said.n, name: said.name, said } : { on: false };
    }

    /**
     * What the filters leave, with names.
     * @param {ShownView} show
     */
    show(show) {
      this.shown = show;
      this.apply(show);
      this.key();
      const items = [...this.items.values()].filter((item) => item.on);
      this.land.show(items.map((item) => item.name), items.flatMap((item) => (item.props.shape || "").split("+")));
      if (!this.moved) this.view.fit(false);
    }

    apply(show) {
      for (const item of this.items.values()) Object.assign(item, this.saidOf(item, show));
      if (this.clusters) this.clusters.show(show.places);
      this.redraw(true);
      this.looks.update(show);
    }

    /* All of it in another look, or in other colours. */
    relook() {
      this.redraw();
      if (this.clusters?.begun) this.clusters.draw();
      this.nameAll();
      this.key();
      this.looks.update(this.looks.now);
    }

    /**
     * One step of the timeline, or all that the filters leave when it has ended.
     * @param {DatelineEvents["timeline_frame"]} step
     */
    play({ places, links, label = "" }, shown = this.shown || { places: {}, links: {} }) {
      const of = (all, ids, more) => Object.fromEntries(
        ids.filter((id) => id in all).map((id) => [id, { ...all[id], ...more(id) }]));
      this.apply(places === undefined ? shown : {
        places: of(shown.places, Object.keys(places), (id) => ({ n: places[id] })),
        links: of(shown.links, links || [], () => ({})),
      });
      dateline.caption(this.map, label);
    }

    /**
     * Colours the places by side; {} ends it.
     * @param {DatelineEvents["compare"]} comparison
     */
    compare({ sides, a = "", b = "" }) {
      this.compared = sides ? { sides, a, b } : null;
      this.looks.compare(Boolean(sides)); // the sides are told by the colours of dots
      this.redraw();
      this.key();
    }

    /** @param {DatelineEvents["picture"]} wanted */
    async picture({ show, title } = {}) {
      if (show) this.apply(bus.spell(show));
      this.hoverOver(""); // what the pointer comes to lie on when the menu has gone
      try {
        await dateline.exportPng(this, title || this.shown?.heading || dateline.title || "");
      } finally {
        if (show && this.shown) this.apply(this.shown);
      }
    }

    key() {
      const on = [...this.items.values()].filter((item) => item.on).map((item) => item.props);
      dateline.showLegend(this.map, {
        places: on.filter((p) => p.type === "place"), links: on.filter((p) => p.type === "link"), many: this.many,
        grouped: on.filter((p) => p.type === "place" && !p.area).length > dateline.Groups.MANY,
        bundled: [...this.items.values()].some(({ on: is, said }) => is && said.links > 1),
        clusters: Boolean(this.clusters), compared: this.compared, look: this.looks.look, classes: this.looks.classes(), rest: this.looks.rest,
      });
    }

    nameAll() {
      const named = [...this.items.values()].filter((item) => item.on && item.name && !item.under && this.looks.shows(item));
      const places = named.filter(({ props }) => props.type === "place");
      const bundles = this.many ? [] : named.filter(({ said }) => said.links > 1);
      this.labels.show([...places.map((item) => ({
        press: () => this.press(item), id: item.props.id, name: item.group?.length ? `${item.name} +${item.group.length}` : item.name, latlng: item.layer.getLatLng(), rank: item.n, language: item.said.languages?.[0],
        looks: [item.props.area && "area", item.props.water && "water"],
        radius: this.groups.radius(item), area: item.props.area,
        outlined: () => (this.markerOf(item) === item.outline ? item.outline : null),
      })), ...bundles.map((item) => ({ press: () => this.press(item), ...dateline.bundleCount(item) })), ...this.looks.names()]);
    }

    /* ---- how it looks ---- */

    /* An area is its outline, or a small marker where that is too small to press. */
    markerOf({ layer, outline, box }) {
      if (!outline) return layer;
      const size = this.map.project(box.getNorthEast()).subtract(this.map.project(box.getSouthWest()));
      return Math.max(Math.abs(size.x), Math.abs(size.y)) >= MIN_AREA ? outline : layer;
    }

    put(item) {
      const on = item.on && this.looks.shows(item);
      const marker = on && !item.under ? this.markerOf(item) : null;
      const small = item.outline && marker === item.layer && !this.map.hasLayer(marker);
      if (marker) marker.setStyle(this.style(item, marker)); // before it comes: it is drawn once
      toggle(this.map, item.layer, marker === item.layer);
      if (small && this.svg) marker.bringToBack(); // an area that is too small takes no town's place
      toggle(this.map, item.outline, marker === item.outline && marker !== null);
      toggle(this.map, item.hit, on);
      if (!on && item.parts) item.parts.remove();
      if (marker && this.svg) dateline.makeFocusable(marker, item, this.describe(item).join(", "), this);
    }

    /* The smallest area lies on top, so that it is the one that is pressed. */
    putAll() {
      for (const item of this.items.values()) if (item.outline) this.put(item);
      const areas = [...this.items.values()].filter((i) => i.outline && this.map.hasLayer(i.outline));
      const extent = ({ box }) => (box.getNorth() - box.getSouth()) * (box.getEast() - box.getWest());
      areas.sort((a, b) => extent(a) - extent(b)).forEach((item) => item.outline.bringToBack());
    }

    redraw(named = false) {
      const regrouped = this.groups.gather().length > 0;
      const laid = this.laid || [...this.items.values()];
      this.laid = null;
      for (const item of laid) if (!item.outline) this.put(item);
      this.putAll();
      this.arrows.draw();
      this.washes.update();
      if ((regrouped || named) && this.shown) this.nameAll();
    }

    /* Everything but the chosen link and its ends, or the chosen place, steps back. */
    faded(item) {
      const { props } = item;
      const { id, type } = props;
      if (this.compared && type === "place") return !this.sideOf(item);
      if (!this.chosen || id === this.chosen) return false;
      if (this.kept) return !this.kept.has(id);
      return type === "link" && !props.ends.includes(this.chosen);
    }

    /* Which side names a place, and those that stand under it. */
    sideOf(item) {
      const named = [item, ...(item.group || [])].map(({ props }) => this.compared.sides[props.id]).filter(Boolean);
      return named.every((side) => side === named[0]) ? named[0] : "both";
    }

    style(item, marker) {
      const { id, type } = item.props;
      if (marker.soft) return styles.unseen(marker.soft.kind);
      const looks = type === "link" ? styles.linkStyle
        : marker === item.outline ? styles.areaStyle : styles.placeStyle;
      return looks(item.props, {
        n: this.groups.count(item), grouped: Boolean(item.group?.length), chosen: id === this.chosen || (this.kind === "journey" && this.journey.has(this.chosen, id)),
        hovered: id === this.hovered, faded: this.faded(item), many: this.many,
        side: this.compared && this.sideOf(item),
      });
    }

    paint(item) {
      const marker = this.markerOf(item);
      marker.setStyle(this.style(item, marker));
    }

    /* ---- hover and choice ---- */

    describe(item) {
      const { said, name, n, props } = item;
      if (props.type === "link") return words(name, said.words, times(n, "passage"));
      const more = item.group?.length && `${times(item.group.length, "more place")} near by: press to come nearer`;
      return words(name, times(n, "mention"), said.where, props.unsure && "unsure", more);
    }

    hoverOver(id, quiet = false, at = null) {
      const before = this.items.get(this.hovered);
      this.hovered = id;
      if (before && before.on) this.paint(before);
      const item = this.items.get(id);
      if (!item || !item.on) { this.tip.remove(); return; }
      this.paint(item);
      if (!quiet) dateline.showTooltip(this, item, at);
    }

    /** @param {DatelineEvents["select"]} choice */
    select({ kind, id, from }) {
      this.chosen = id;
      this.kind = kind;
      const journey = kind === "journey" ? this.journey.parts(id) : null;
      const item = id && !journey ? this.find(id) : null;
      const { stops: ends, legs = [] } = journey || { stops: item?.props.ends };
      this.kept = ends ? new Set([id, ...ends, ...legs]) : null;
      this.redraw();
      this.journey.show(journey ? id : "");
      this.labels.choose(ends || [id]);
      if (from !== "map") this.flyTo(journey && this.journey.bounds(id), item);
    }

    flyTo(box, item) {
      if (box?.isValid()) this.view.flyToBox(box);
      else if (item?.on) this.view.fly(item);
    }
  }

  L.Map.addInitHook(/** @this {any} */ function start() {
    const atlas = new DatelineMap(this);
    dateline.atlas = atlas;
    dateline.draw = dateline.gunzipped((_, data) => atlas.draw(data));
    dateline.select = (id) => bus.send("select", {
      kind: atlas.items.get(id) ? atlas.items.get(id).props.type : "", id, from: "page",
    });
  });
})();
