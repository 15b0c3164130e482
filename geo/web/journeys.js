/* A journey: all its legs at once, and its stops numbered in their order. */
(() => {
  const dateline = (window.dateline = window.dateline || {});

  class Journey {
    constructor(atlas) {
      this.atlas = atlas;
      this.numbers = L.layerGroup().addTo(atlas.map);
    }

    legs(id) {
      return [...this.atlas.items.values()].filter((item) => item.on && item.props.journey === id);
    }

    /* Gives the ids of a journey's legs and stops; none of an id that begins none. */
    parts(id) {
      const first = this.atlas.items.get(id);
      const stops = (first && first.props.stops) || [];
      return { legs: this.legs(id).map((item) => item.props.id), stops };
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
      for (const item of this.legs(id)) box.extend(item.layer.getBounds());
      return box;
    }
  }

  dateline.Journey = Journey;
})();
