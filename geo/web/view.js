/* Which part of the world is seen: what the article is about, what is chosen, what is read. */
(() => {
  const { dateline } = window;
  const { bus } = dateline;
  const BEFORE = [56, 44]; // pixels free at the left and above, on a map as large as USUAL
  const AFTER = [88, 40]; // at the right and below
  const USUAL = [700, 500];
  const BUTTONS = 58; // pixels at the right that the buttons take on any map
  const CLOSE = 9; // zoom; places that stand together are not shown nearer than this
  const NEAREST = 7; // zoom; a place is not shown nearer than this unasked
  const HEAVIEST = 500; // places that say what the map opens on; more take seconds to weigh up
  const [NORTH, SOUTH] = [84, -60]; // degrees; there is nothing to see beyond, as far as news go
  const LEAST = 144; // pixels; a smaller map has no room for what is kept free at its edges
  const PATIENCE = 250; // ms; of several passages read at once the last one counts

  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;
  const wrapped = (lon) => ((((lon + 180) % 360) + 360) % 360) - 180;

  class View {
    constructor(atlas) {
      this.atlas = atlas;
      this.map = atlas.map;
      this.hand = false; // true once a person touched the map after it last moved by itself
      this.flown = false; // true while the map is where a choice took it
      this.fitted = ""; // what was fitted last
      this.whole = false; // true once all was asked for
      /** @type {(() => void) | null} */
      this.waiting = null; // a move for which there was no room yet
      this.map.on("moveend", () => this.arrived());
      for (const type of ["pointerdown", "wheel", "keydown"]) {
        this.map.getContainer().addEventListener(
          type, () => { this.hand = true; }, { capture: true, passive: true });
      }
      bus.on("select", ({ id }) => { if (!id) this.back(); });
      bus.on("reading_position", ({ places }) => this.read(places));
      bus.on("preview_point", (spot) => this.peek(spot));
      new ResizeObserver(() => this.resized()).observe(this.map.getContainer());
      if (this.map.options.search) this.button = this.searchButton();
    }

    arrived() {
      if (!this.hand) return;
      this.atlas.moved = true;
      this.flown = false;
      if (this.button) this.button.hidden = false;
    }

    /* True for a map hidden or folded up: Leaflet works out zooms that are no number there. */
    isSmall() {
      const { x, y } = this.map.getSize();
      return Math.min(x, y) < LEAST;
    }

    /* Moves the map, once there is room; what follows is not a person's doing. */
    guide(move) {
      this.waiting = this.isSmall() ? move : null;
      if (this.waiting) return;
      this.hand = false;
      move();
    }

    animated(more) {
      return { animate: !calm(), duration: 0.7, ...more };
    }

    /* What is kept free at the edges for names and buttons: less on a small map. */
    margins() {
      const { x, y } = this.map.getSize();
      const [wide, high] = [Math.min(1, x / USUAL[0]), Math.min(1, y / USUAL[1])];
      return [L.point(BEFORE[0] * wide, BEFORE[1] * high), L.point(Math.max(BUTTONS, AFTER[0] * wide), AFTER[1] * high)];
    }

    /* What the map opens on, or all of it where it was asked for; also the nearest zoom. */
    bounds() {
      const items = [...this.atlas.items.values()].filter((item) => item.on);
      const places = items.filter(({ props }) => props.type === "place");
      const spots = places.some(({ props }) => !props.area) || this.atlas.clusters;
      const kept = this.whole ? places : this.focus(places);
      const box = L.latLngBounds([]);
      for (const { props, layer } of kept) {
        box.extend(layer.getLatLng());
        if (!spots && props.reach) box.extend(props.reach);
      }
      if (kept === places) items.forEach(({ layer }) => layer.getBounds && this.reach(box, layer));
      if (this.atlas.clusters) box.extend(this.atlas.clusters.bounds());
      const apart = kept !== places || kept.filter(({ props }) => !props.area).length > 1;
      return { box, maxZoom: apart ? CLOSE : Math.max(0, ...kept.map(({ props }) => props.zoom || 0)) || NEAREST - 1 };
    }

    /* Makes room for a link or an area; of a link that leaves the map at one edge and comes back
       at the other only for its height: all around the globe there would be two of each place. */
    reach(box, layer) {
      const bounds = layer.getBounds();
      const around = layer instanceof L.Polyline && !(layer instanceof L.Polygon) && layer.getLatLngs().length > 1;
      if (!around) box.extend(bounds);
      else if (box.isValid()) [bounds.getSouth(), bounds.getNorth()].forEach((lat) => box.extend([lat, box.getWest()]));
    }

    /* The middle and zoom that show a box. A view of much of the world stands so high that it
       does not end in Antarctica, where nothing lies. */
    placed(box, maxZoom) {
      const [before, after] = this.margins();
      const zoom = Math.min(maxZoom, this.map.getBoundsZoom(box, false, before.add(after)));
      const [southWest, northEast] = [box.getSouthWest(), box.getNorthEast()].map((spot) => this.map.project(spot, zoom));
      const middle = southWest.add(northEast).divideBy(2).add(after.subtract(before).divideBy(2));
      const row = (lat) => this.map.project([lat, 0], zoom).y;
      const half = this.map.getSize().y / 2;
      const below = middle.y + half - Math.max(row(SOUTH), southWest.y + after.y);
      const above = middle.y - half - row(NORTH);
      middle.y -= Math.max(0, Math.min(below, above));
      return { centre: this.map.unproject(middle, zoom), zoom };
    }

    /* The places that the article is about, as many as the map can show apart. */
    focus(places) {
      const { weights } = this.atlas;
      const size = this.map.getSize();
      const [before, after] = this.margins();
      const room = size.subtract(before).subtract(after);
      if (places.length < 3 || places.length > weights.size || room.x <= 0 || room.y <= 0) return places;
      const weighed = places.map((item) => ({ item, weight: weights.get(item.props.id) || 0 }));
      const spots = weighed.sort((a, b) => b.weight - a.weight).slice(0, HEAVIEST).map(({ item, weight }) => {
        const { x, y } = this.map.project(item.layer.getLatLng(), 0).divideBy(256);
        return { x, y, weight, item };
      });
      const kept = dateline.opening(spots, room, CLOSE);
      return kept.length === places.length ? places : kept.map(({ item }) => item);
    }

    everything() {
      this.whole = true;
      this.atlas.moved = false;
      this.fit(!calm());
    }

    fit(animate) {
      const { box, maxZoom } = this.bounds();
      const size = this.map.getSize();
      if (!box.isValid() || this.isSmall()) return;
      const asked = `${box.toBBoxString()} ${size} ${maxZoom}`;
      // Moving the map to where it is would draw everything anew.
      if (!this.atlas.moved && asked === this.fitted) return;
      this.fitted = asked;
      // Without a reset Leaflet pans by whole pixels where the zoom stays, and misses by up to one.
      this.guide(() => {
        const { centre, zoom } = this.placed(box, maxZoom);
        this.map.setView(centre, zoom, { animate, reset: !animate });
      });
    }

    resized() {
      const before = this.hand;
      this.hand = false;
      this.map.invalidateSize(); // its middle stays: chips above it take room from it
      this.hand = before;
      if (this.waiting) this.guide(this.waiting);
      else if (!this.atlas.moved) this.fit(false);
    }

    /* From where a choice took the map back to everything, unless a person moved it since. */
    back() {
      if (!this.flown) return;
      this.flown = false;
      this.fit(!calm());
      this.atlas.moved = false;
    }

    /* Moves the map where a choice wants it; back() returns from there. */
    flyAway(move) {
      this.atlas.moved = true;
      this.flown = true;
      this.guide(move);
    }

    /* Takes the map to a place, an area or a link. */
    fly({ props, layer }) {
      const box = props.type === "link" ? layer.getBounds() : props.reach && L.latLngBounds(props.reach);
      if (box) {
        this.flyToBox(box);
        return;
      }
      const zoom = Math.max(this.map.getZoom(), props.zoom || NEAREST - 2);
      this.flyAway(() => this.map.flyTo(layer.getLatLng(), zoom, this.animated()));
    }

    flyToBox(box) {
      this.flyAway(() => this.map.flyToBounds(
        box, this.animated({ padding: [64, 64], maxZoom: NEAREST })));
    }

    /* "The map follows the text": the places being read come into sight, gently; the map
       never comes nearer, and steps back only as far as they need. */
    read(places = []) {
      clearTimeout(this.reading);
      this.reading = setTimeout(() => this.follow(places), PATIENCE);
    }

    follow(places) {
      const spots = places.map((id) => this.atlas.find(id))
        .filter((item) => item && item.on).map((item) => item.layer.getLatLng());
      if (spots.length === 0 || this.isSmall()) return;
      const box = L.latLngBounds(spots);
      if (this.map.getBounds().pad(-0.1).contains(box)) return;
      this.atlas.moved = true;
      const needed = this.map.getBoundsZoom(box, false, L.point(128, 128));
      this.goTo(box.getCenter(), Math.min(this.map.getZoom(), needed));
    }

    goTo(centre, zoom) {
      const move = this.animated({ duration: 0.6 });
      this.guide(() => (zoom === this.map.getZoom()
        ? this.map.panTo(centre, move) : this.map.flyTo(centre, zoom, move)));
    }

    /**
     * Shows a spot that is not on the map, for a moment; then all is as it was.
     * @param {DatelineEvents["preview_point"]} spot
     */
    peek({ name, lat, lon }) {
      if (this.peeked) this.peeked.remove();
      this.peeked = null;
      if (name === undefined) {
        this.map.fire("covered");
        if (this.before) this.goTo(...this.before);
        this.before = null;
        return;
      }
      const turn = 360 * Math.round((this.map.getCenter().lng - lon) / 360);
      const spot = L.latLng(lat, lon + turn);
      const words = document.createElement("span");
      words.className = "peek";
      words.textContent = name;
      const icon = L.divIcon({ className: "label-anchor", html: words, iconSize: [0, 0] });
      this.peeked = L.marker(spot, {
        icon, interactive: false, keyboard: false, pane: "dateline-labels",
      }).addTo(this.map);
      this.map.fire("covered"); // names give way to it
      if (this.isSmall() || this.inSight(spot, words.offsetWidth)) return;
      this.before = this.before || [this.map.getCenter(), this.map.getZoom()];
      const box = L.latLngBounds([spot, this.before[0]]);
      const needed = this.map.getBoundsZoom(box, false, L.point(2 * (AFTER[0] + words.offsetWidth), 128));
      this.goTo(box.getCenter(), Math.min(this.before[1], needed));
    }

    /* Whether a spot and words to its right lie clear of the edges and what stands there. */
    inSight(spot, width) {
      const [before, after] = this.margins();
      const room = L.bounds(before, this.map.getSize().subtract(after).subtract([width, 0]));
      return room.contains(this.map.latLngToContainerPoint(spot));
    }

    /* Offered once a person has moved the map: to keep what lies in what is seen now. */
    searchButton() {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "search-here";
      button.hidden = true;
      button.textContent = "Search this area";
      button.title = "Keep only the places in the part of the map you see";
      L.DomEvent.disableClickPropagation(button);
      button.addEventListener("click", () => {
        button.hidden = true;
        const box = this.map.getBounds();
        const whole = box.getEast() - box.getWest() >= 360;
        bus.send("area", {
          south: Math.max(-90, box.getSouth()), north: Math.min(90, box.getNorth()),
          west: whole ? -180 : wrapped(box.getWest()), east: whole ? 180 : wrapped(box.getEast()),
        });
      });
      this.map.getContainer().append(button);
      return button;
    }
  }

  dateline.calm = calm;
  dateline.View = View;
})();
