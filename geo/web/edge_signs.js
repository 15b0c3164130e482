/* What lies outside the view, at the edge where it lies: a name, how many more, an arrow. A press
   goes there; "Show everything" stands beside the scale while there is any. */
(() => {
  const { dateline } = window;
  const SECTORS = 8;
  const INSET = { left: 10, right: 56, top: 12, bottom: 40 };
  const HEIGHT = 26;
  const GAP = 6;
  const MOST = 400; // places; of more the map is a crowd

  /* Where a ray from the middle leaves a box: the side, and how far along. */
  const exit = (dx, dy, { x, y }, head) => {
    const [right, down] = [x / 2 - (dx > 0 ? INSET.right : INSET.left), y / 2 - (dy > 0 ? INSET.bottom : head)];
    const scale = Math.min(dx ? right / Math.abs(dx) : Infinity, dy ? down / Math.abs(dy) : Infinity);
    return { x: x / 2 + dx * scale, y: y / 2 + dy * scale, upright: dx !== 0 && right / Math.abs(dx) <= scale };
  };

  class EdgeSigns {
    constructor(atlas, everything) {
      this.atlas = atlas;
      this.map = atlas.map;
      this.box = L.DomUtil.create("div", "edge-signs", this.map.getContainer());
      L.DomEvent.disableClickPropagation(this.box);
      this.all = this.button("Show everything", "show-all", everything);
    }

    button(words, style, act) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = style;
      button.textContent = words;
      button.addEventListener("click", act);
      return button;
    }

    /* Places out of view, by the direction in which they lie. */
    outside() {
      const size = this.map.getSize();
      const sectors = new Map();
      const items = [...this.atlas.items.values()].filter((i) => i.on && i.name && i.props.type === "place" && this.atlas.looks.shows(i));
      if (items.length > MOST) return [];
      for (const item of items) {
        const { x, y } = this.map.latLngToContainerPoint(item.layer.getLatLng());
        if ((x >= 0 && y >= 0 && x <= size.x && y <= size.y) || this.covers(item)) continue;
        const sector = Math.round((Math.atan2(y - size.y / 2, x - size.x / 2) / (2 * Math.PI)) * SECTORS + SECTORS) % SECTORS;
        sectors.set(sector, [...(sectors.get(sector) || []), { item, x, y }]);
      }
      return [...sectors.values()];
    }

    /* An area of which a good part is in view is not outside. */
    covers({ box, props }) {
      return Boolean(box && props.area && this.map.getBounds().intersects(box));
    }

    draw() {
      this.box.replaceChildren();
      const groups = this.outside();
      if (groups.length) this.box.append(this.all);
      const { offsetLeft: left, offsetTop: top, offsetWidth, offsetHeight } = this.all;
      this.blocked = groups.length ? [{ left, top, right: left + offsetWidth, bottom: top + offsetHeight }] : [];
      this.blocked.push(...this.dots(this.chosen()));
      this.covered = groups.length ? this.dots(this.seen()) : [];
      this.head = this.clear();
      this.buttons = this.map.getContainer().querySelector(".leaflet-top.leaflet-right").offsetHeight + GAP;
      groups.sort((a, b) => b.length - a.length).forEach((group) => this.sign(group));
    }

    /* Where the topmost signs stand: beside the looks of the map, or below them on a narrow one. */
    clear() {
      const looks = this.map.getContainer().querySelector(".looks");
      if (!looks) return INSET.top;
      const { offsetLeft: left, offsetTop: top, offsetWidth, offsetHeight } = looks;
      if (offsetWidth > this.map.getSize().x / 2) return top + offsetHeight + GAP;
      this.blocked.push({ left, top, right: left + offsetWidth, bottom: top + offsetHeight });
      return INSET.top;
    }

    /* What is chosen: no sign covers it. */
    chosen() {
      const { items, chosen, kept } = this.atlas;
      return [...(kept || [chosen])].map((id) => items.get(id)).filter((item) => item?.on && item.props.type === "place");
    }

    /* The dots in view: a sign covers one only where there is no other room. */
    seen() {
      const view = this.map.getBounds();
      const shown = [...this.atlas.items.values()].filter(({ on, under, props, layer }) =>
        on && !under && props.type === "place" && !props.area && view.contains(layer.getLatLng()));
      return shown.length > MOST ? [] : shown;
    }

    dots(items) {
      return items.map((item) => {
        const { x, y } = this.map.latLngToContainerPoint(item.layer.getLatLng());
        const room = this.atlas.groups.radius(item) + GAP;
        return { left: x - room, right: x + room, top: y - room, bottom: y + room };
      });
    }

    sign(group) {
      const size = this.map.getSize();
      group.sort((a, b) => b.item.n - a.item.n);
      const { x, y } = group[0];
      const at = exit(x - size.x / 2, y - size.y / 2, size, this.head);
      const { name } = group[0].item;
      const more = group.length > 1 ? ` +${group.length - 1}` : "";
      const sign = this.button(`${name}${more}`, "edge-sign", () => this.go(group));
      sign.title = group.map(({ item }) => item.name).join(", ");
      sign.setAttribute("aria-label", `Outside the view: ${sign.title}. Press to go there`);
      this.box.append(sign);
      const spot = this.free(at, sign.offsetWidth, size, [...this.blocked, ...this.covered])
        || this.free(at, sign.offsetWidth, size, this.blocked);
      if (!spot) { sign.remove(); return; }
      this.blocked.push(spot);
      sign.style.transform = `translate(${spot.left}px, ${spot.top}px)`;
      const turn = Math.atan2(y - spot.top - HEIGHT / 2, x - (spot.left + spot.right) / 2);
      sign.style.setProperty("--turn", `${turn}rad`);
    }

    /* Room for a sign along its own edge, as near to its place as may be. */
    free(at, width, size, blocked) {
      const clamp = (value, low, high) => Math.max(low, Math.min(high, value));
      for (let n = 0; n < 24; n += 1) {
        const aside = (n % 2 ? -1 : 1) * Math.ceil(n / 2) * (HEIGHT + GAP);
        const top = clamp(at.y - HEIGHT / 2 + (at.upright ? aside : 0), this.head, size.y - INSET.bottom - HEIGHT);
        const right = size.x - width - (top > this.buttons ? INSET.left : INSET.right);
        const left = at.upright ? (at.x > size.x / 2 ? right : INSET.left) : clamp(at.x - width / 2 + aside, INSET.left, right);
        const box = { left, top, right: left + width, bottom: top + HEIGHT };
        if (!blocked.some((o) => box.left < o.right + GAP && box.right + GAP > o.left
          && box.top < o.bottom + GAP && box.bottom + GAP > o.top)) return box;
      }
      return null;
    }

    go(group) {
      const spots = group.map(({ item }) => item.layer.getLatLng());
      this.atlas.view.flyToBox(L.latLngBounds(spots));
    }
  }

  dateline.EdgeSigns = EdgeSigns;
})();
