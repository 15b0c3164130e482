/* Names beside the places, as many as fit: the most named first, none over another. */
(() => {
  const dateline = (window.dateline = window.dateline || {});
  const AT_MOST = 250;

  const overlap = (a, b) =>
    a.left < b.right && a.right > b.left && a.top < b.bottom && a.bottom > b.top;

  /* The boxes a label may take around a point: right, left, above, below, corners. */
  const boxes = (point, radius, width, height) => {
    const gap = radius + 4;
    const near = radius * 0.7 + 3;
    return [
      [gap, -height / 2], [-gap - width, -height / 2],
      [-width / 2, -gap - height + 2], [-width / 2, gap - 2],
      [near, -near - height / 2], [near, near - height / 2],
      [-near - width, -near - height / 2], [-near - width, near - height / 2],
    ].map(([x, y]) => ({
      x, y,
      left: point.x + x, right: point.x + x + width,
      top: point.y + y, bottom: point.y + y + height,
    }));
  };

  class Labels {
    constructor(map) {
      this.map = map;
      this.labels = [];
      this.chosen = new Set();
      map.createPane("dateline-labels").style.zIndex = 640;
      map.on("zoomend moveend resize", () => this.place());
    }

    /* signs: [{id, name, latlng, radius, rank, area}] */
    show(signs) {
      this.labels.forEach((label) => label.marker.remove());
      this.signs = signs;
      this.labels = [...signs].sort((a, b) => b.rank - a.rank).slice(0, AT_MOST)
        .map((sign) => this.label(sign));
      this.place();
    }

    label(sign) {
      const text = document.createElement("span");
      text.className = `label${sign.area ? " area" : ""}`;
      text.textContent = sign.name;
      const icon = L.divIcon({ className: "label-anchor", html: text, iconSize: [0, 0] });
      const marker = L.marker(sign.latlng, {
        icon, interactive: false, keyboard: false, pane: "dateline-labels",
      }).addTo(this.map);
      return { sign, text, marker, width: text.offsetWidth, height: text.offsetHeight };
    }

    /* The names of what is chosen come first. */
    choose(ids) {
      this.chosen = new Set(ids);
      this.place();
    }

    place() {
      const point = (latlng) => this.map.latLngToContainerPoint(latlng);
      const taken = (this.signs || []).map((sign) => {
        const { x, y } = point(sign.latlng);
        const r = sign.radius;
        return { id: sign.id, left: x - r, right: x + r, top: y - r, bottom: y + r };
      });
      const size = this.map.getSize();
      const first = (label) => (this.chosen.has(label.sign.id) ? -1 : 0);
      for (const label of [...this.labels].sort((a, b) => first(a) - first(b))) {
        if (!label.width) {
          label.width = label.text.offsetWidth;
          label.height = label.text.offsetHeight;
        }
        const { sign, text, width, height } = label;
        const free = boxes(point(sign.latlng), sign.radius, width, height).find((box) =>
          box.left > 4 && box.right < size.x - 4 && box.top > 0 && box.bottom < size.y
          && !taken.some((other) => other.id !== sign.id && overlap(box, other)));
        text.classList.toggle("hidden", !free);
        text.classList.toggle("chosen", this.chosen.has(sign.id));
        if (!free) continue;
        text.style.transform = `translate(${free.x}px, ${free.y}px)`;
        taken.push({ ...free, id: null });
      }
    }
  }

  dateline.Labels = Labels;
})();
