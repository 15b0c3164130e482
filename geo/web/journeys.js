/* A journey: all its legs at once, and its stops numbered in their order. */
(() => {
  const { dateline } = window;

  class Journey {
    constructor(atlas) {
      this.atlas = atlas;
      this.all = {};
      this.numbers = L.layerGroup().addTo(atlas.map);
    }

    /* Returns the ids of a journey's legs and stops; none of an id that is no journey's. */
    parts(id) {
      return Object.hasOwn(this.all, id) ? this.all[id] : { legs: [], stops: [] };
    }

    has(id, leg) {
      return this.parts(id).legs.includes(leg);
    }

    show(id) {
      this.numbers.clearLayers();
      const visits = new Map(); // place id -> the numbers of its visits
      this.parts(id).stops.forEach((stop, i) =>
        visits.set(stop, [...(visits.get(stop) || []), i + 1]));
      for (const [stop, numbers] of visits) this.number(this.atlas.find(stop), numbers.join(", "));
    }

    number(item, words) {
      if (!item || !item.on) return;
      const badge = document.createElement("span");
      badge.className = "stop";
      badge.textContent = words;
      const icon = L.divIcon({ className: "label-anchor", html: badge, iconSize: [0, 0] });
      L.marker(item.layer.getLatLng(), {
        icon, interactive: false, keyboard: false, pane: "dateline-labels", zIndexOffset: 500,
      }).addTo(this.numbers);
    }

    bounds(id) {
      const box = L.latLngBounds([]);
      for (const leg of this.parts(id).legs) {
        const item = this.atlas.items.get(leg);
        if (item && item.on) box.extend(item.layer.getBounds());
      }
      return box;
    }
  }

  dateline.Journey = Journey;
})();
