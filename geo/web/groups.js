/* Places too near to be told apart stand as one from about fifty in view on: the most named of
   them gives its name and says how many more; a press comes nearer. */
(() => {
  const { dateline } = window;
  const MANY = 50; // spots in view; of fewer each has its own dot
  const NEAR = 34; // pixels from the rim of the one that stands for them
  const APART_FROM = 8; // zoom from which all are told apart
  const { hypot } = Math;

  class Groups {
    constructor(atlas) {
      this.atlas = atlas;
      this.map = atlas.map;
      this.map.on("moveend resize", () => this.update());
    }

    /* The dots in view, towns and areas too small to draw, the most named first, those that are
       unsure last: none of them gives its name to others; what is chosen stands alone. */
    seen() {
      const { items, chosen, kept, clusters, looks } = this.atlas;
      if (clusters || !looks.dots || this.map.getZoom() >= APART_FROM) return [];
      const view = this.map.getBounds().pad(0.1);
      const spots = [...items.values()].filter((item) => item.on && item.props.type === "place"
        && item.props.id !== chosen && !kept?.has(item.props.id) && view.contains(item.layer.getLatLng())
        && this.atlas.markerOf(item) === item.layer);
      const rank = ({ n, props }) => (props.unsure ? -1 / n : n);
      return spots.length > MANY ? spots.sort((a, b) => rank(b) - rank(a)) : [];
    }

    /* Gathers anew: an item is under another, or has those under it. Returns what changed. */
    gather() {
      const before = new Map([...this.atlas.items.values()].map((item) => [item, this.said(item)]));
      for (const item of before.keys()) Object.assign(item, { under: null, group: [] });
      const leaders = [];
      for (const item of this.seen()) {
        const { x, y } = this.map.latLngToLayerPoint(item.layer.getLatLng());
        const near = leaders.find((one) => hypot(one.x - x, one.y - y) < one.reach);
        if (near) {
          item.under = near.item;
          near.item.group.push(item);
        } else leaders.push({ item, x, y, reach: NEAR + dateline.styles.radius(item.props, item.n) });
      }
      return [...before.keys()].filter((item) => this.said(item) !== before.get(item));
    }

    /* How often an item is named, with those that it stands for; and how large that makes it. */
    count({ n, group }) {
      return (group || []).reduce((sum, one) => sum + one.n, n);
    }

    radius(item) {
      return dateline.styles.radius(item.props, this.count(item), Boolean(item.group?.length));
    }

    said({ under, group }) {
      return under ? "under" : String(group?.length || 0);
    }

    update() {
      if (this.atlas.laid) return; // nothing lies there yet
      const changed = this.gather();
      changed.forEach((item) => this.atlas.put(item));
      if (changed.length) this.atlas.nameAll();
    }

    open({ layer, group }) {
      const box = L.latLngBounds([layer, ...group.map((item) => item.layer)].map((one) => one.getLatLng()));
      const zoom = Math.max(this.map.getBoundsZoom(box, false, L.point(96, 96)), this.map.getZoom() + 1);
      this.atlas.view.flyAway(() => this.map.flyTo(box.getCenter(), Math.min(zoom, APART_FROM), this.atlas.view.animated({ duration: 0.5 })));
    }
  }

  Groups.MANY = MANY;
  dateline.Groups = Groups;
})();
