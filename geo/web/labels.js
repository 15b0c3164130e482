/* Names beside the places, as many as fit: the most named first, none over another. */
(() => {
  const { dateline } = window;
  const LONG = 22; // characters; longer names take two lines
  const MAX_NAMES = 150; // names that are tried at once
  const APART = 4; // pixels around the name of an area, so that two are not read as one
  const OVER = ".leaflet-control, .edge-sign, .show-all, .caption, .looks, .search-here:not([hidden]), .stop, .peek, .cell";

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

  /* Around a point, or over the middle of an area that is drawn as one. */
  const over = (point, width, height) => [0, -height, height, -2 * height, 2 * height].map((down) => ({
    x: -width / 2, y: down - height / 2,
    left: point.x - width / 2, right: point.x + width / 2,
    top: point.y + down - height / 2, bottom: point.y + down + height / 2,
  }));

  /* "Asia" stands where it lies or nowhere: anywhere else in its box it would name something else. */
  const vague = (outline) => outline.soft?.kind === "about";

  /* On a line, as near to its middle as there is room. */
  const on = (spots, width, height) => spots.map((spot) => ({
    x: spot.x - spots[0].x - width / 2, y: spot.y - spots[0].y - height / 2,
    left: spot.x - width / 2, right: spot.x + width / 2, top: spot.y - height / 2, bottom: spot.y + height / 2,
  }));

  /* How many links a line stands for. */
  dateline.bundleCount = ({ props, said, layer }) => {
    const [line] = layer.getLatLngs();
    const along = [0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74].map((part) => line[Math.round(part * (line.length - 1))]);
    return { id: props.id, name: `×${said.links}`, latlng: along[0], along, rank: said.links, looks: ["links", props.kind] };
  };

  /* A long name on two lines, best before what stands in brackets. */
  const inLines = (name) => {
    if (name.length <= LONG) return name;
    const bracket = name.indexOf(" (");
    const gaps = [...name.matchAll(/ /g)].map(({ index }) => index);
    const middle = gaps.reduce((a, b) => (Math.abs(b - name.length / 2) < Math.abs(a - name.length / 2) ? b : a), gaps[0]);
    const at = bracket > 0 ? bracket : middle;
    return at === undefined ? name : `${name.slice(0, at)}\n${name.slice(at + 1)}`;
  };

  const firstOf = (many, fits) => {
    for (const one of many) if (fits(one)) return one;
    return null;
  };

  class Labels {
    /* point(id): the pointer is on a name; "" when it leaves. */
    constructor(map, point) {
      this.map = map;
      this.point = point;
      this.places = [];
      this.made = new Map(); // place id -> its label, made when there is room to try it
      this.chosen = new Set();
      map.createPane("dateline-labels").style.zIndex = 640;
      this.before = () => {}; // what must lie at its place before names do
      /** @type {{latlng: any, x: number, y: number, width: number, height: number}[]} */
      this.held = []; // what names and dots take, from where each place lies
      map.on("zoomend moveend resize covered", () => this.arrangeSoon());
    }

    /* places: [{press, id, name, latlng, radius, rank, looks, area, outlined()}]; names give way
       to a chosen one's, to those of dots, to counts of links, then those of places named more
       often. outlined() gives the layer of an area that is drawn as one: its name may stand
       anywhere in it. A count has spots along its line. */
    show(places) {
      for (const label of this.made.values()) label.marker.remove();
      this.made.clear();
      this.places = [...places].sort((a, b) => b.rank - a.rank);
      this.arrange();
    }

    label(place) {
      if (this.made.has(place.id)) return this.made.get(place.id);
      const text = document.createElement("span");
      text.className = ["label", ...place.looks].filter(Boolean).join(" ");
      text.textContent = inLines(place.name);
      if (place.language) text.lang = place.language; // 直 is drawn otherwise in Japan
      const icon = L.divIcon({ className: "label-anchor", html: text, iconSize: [0, 0] });
      const marker = L.marker(place.latlng, {
        icon, interactive: false, keyboard: false, pane: "dateline-labels",
      }).addTo(this.map);
      // A press that ended a drag is none, as on any other marker.
      text.addEventListener("click", (event) => {
        event.stopPropagation();
        if (this.map.dragging.moved()) return;
        place.press();
      });
      text.addEventListener("mouseenter", () => this.point(place.id));
      text.addEventListener("mouseleave", () => this.point(""));
      const label = { text, marker, sizes: {} };
      this.made.set(place.id, label);
      return label;
    }

    /* The names of what is chosen come first. */
    choose(ids) {
      this.chosen = new Set(ids);
      this.arrange();
    }

    /* What names take, as a dot's or as an area's: all are written before any is measured,
       so that the browser lays them out once. */
    measure(tried) {
      const unknown = tried.filter(({ place, outlined }) => {
        const label = this.label(place);
        label.text.classList.toggle("wide", outlined);
        const size = label.sizes[outlined ? "area" : "dot"];
        return !size || !size[0];
      });
      for (const { place, outlined } of unknown) {
        const { text, sizes } = this.made.get(place.id);
        sizes[outlined ? "area" : "dot"] = [text.offsetWidth, text.offsetHeight];
      }
    }

    /* False until map.css is there: without it a name is measured wrong. */
    styled() {
      const probe = document.createElement("span");
      probe.className = "label";
      this.map.getPane("dateline-labels").append(probe);
      const styled = getComputedStyle(probe).position === "absolute";
      probe.remove();
      return styled;
    }

    /* Once all have heard that the map moved: until then areas lie where they lay before. */
    arrangeSoon() {
      if (this.soon) return;
      this.soon = true;
      queueMicrotask(() => { this.soon = false; this.arrange(); });
    }

    arrange() {
      this.ready = this.ready || this.styled();
      if (!this.ready) {
        clearTimeout(this.waiting);
        this.waiting = setTimeout(() => this.arrange(), 50);
        return;
      }
      this.before();
      const size = this.map.getSize();
      const seen = this.seen(size);
      const taken = this.furniture();
      this.held = [];
      for (const { place, point: { x, y }, outlined } of seen) {
        const { id, radius, latlng } = place;
        if (outlined || !radius) continue;
        taken.push({ id, left: x - radius, right: x + radius, top: y - radius, bottom: y + radius });
        this.held.push({ latlng, x: -radius, y: -radius, width: 2 * radius, height: 2 * radius });
      }
      const first = ({ place, outlined }) => (this.chosen.has(place.id) ? 0 : outlined ? 3 : place.along ? 2 : 1);
      const tried = seen.sort((a, b) => first(a) - first(b)).slice(0, MAX_NAMES);
      const placed = new Set();
      this.measure(tried);
      for (const one of tried) {
        const { place } = one;
        const label = this.made.get(place.id);
        const wider = ({ left, right, top, bottom }) => (one.outlined
          ? { left: left - APART, right: right + APART, top: top - APART, bottom: bottom + APART } : { left, right, top, bottom });
        const fits = (box) => box.left > 4 && box.right < size.x - 4 && box.top > 0 && box.bottom < size.y
          && !taken.some((other) => other.id !== place.id && overlap(wider(box), other));
        const free = firstOf(this.choices(one, label.sizes), fits);
        label.text.classList.toggle("chosen", this.chosen.has(place.id));
        if (!free) continue;
        placed.add(label);
        label.text.style.transform = `translate(${free.x}px, ${free.y}px)`;
        taken.push({ ...free, id: null });
        this.held.push({ latlng: place.latlng, x: free.x, y: free.y, width: free.right - free.left, height: free.bottom - free.top });
      }
      for (const label of this.made.values()) label.text.classList.toggle("hidden", !placed.has(label));
      queueMicrotask(() => this.clearLand()); // when the land has written its own
    }

    /* The signs of which something is in view, each with where it is. */
    seen(size) {
      const bounds = this.map.getBounds();
      return this.places.flatMap((place) => {
        const outline = place.area && place.outlined();
        const point = this.map.latLngToContainerPoint(place.latlng);
        const out = point.x < 0 || point.y < 0 || point.x > size.x || point.y > size.y;
        const partly = outline && outline._containsPoint && !vague(outline) && bounds.intersects(outline.getBounds());
        return out && !partly && !place.along ? [] : [{ place, point, outline, out, outlined: Boolean(outline) }];
      });
    }

    /* Where a name may stand, the best first; in an area last wherever there is room. */
    * choices({ place, point, outline, out, outlined }, sizes) {
      const [width, height] = sizes[outlined ? "area" : "dot"];
      if (place.along) yield* on(place.along.map((spot) => this.map.latLngToContainerPoint(spot)), width, height);
      else if (!out && !outlined) yield* boxes(point, place.radius, width, height);
      else if (!out) yield* over(point, width, height).filter(this.own(outline, width));
      if (outlined && !vague(outline)) yield* this.within(outline, point, width, height);
    }

    /* Whether the middle of a box lies on an area: its name stands on it or nowhere, but for
       one too small for its name, or made of islands that are. */
    own(outline, width) {
      const origin = this.map.containerPointToLayerPoint([0, 0]);
      const parts = (outline._rings || []).map((ring) => L.bounds(ring).getSize().x);
      const small = Math.max(0, ...parts) < width * 1.5;
      return ({ left, right, top, bottom }) => small || vague(outline) || !outline._containsPoint
        || outline._containsPoint(origin.add([(left + right) / 2, (top + bottom) / 2]));
    }

    /* Where elements are, from the corner of the map. */
    rects(elements) {
      const corner = this.map.getContainer().getBoundingClientRect();
      return elements.map((element) => {
        const { left, right, top, bottom } = element.getBoundingClientRect();
        return {
          id: "", left: left - corner.left, right: right - corner.left,
          top: top - corner.top, bottom: bottom - corner.top,
        };
      });
    }

    /* What stands over the map: buttons, scale, credits, signs at the edge, numbers of a journey. */
    furniture() {
      return this.rects([...this.map.getContainer().querySelectorAll(OVER)]);
    }

    /* Boxes in the part of an area that is in view, those nearest to its middle first. */
    within(outline, middle, width, height) {
      if (!outline._containsPoint) return [];
      const size = this.map.getSize();
      const origin = this.map.containerPointToLayerPoint([0, 0]);
      const inside = (x, y) => outline._containsPoint(origin.add([x, y]));
      const found = [];
      for (let y = height; y < size.y - height; y += Math.max(18, size.y / 24)) {
        for (let x = width / 2 + 6; x < size.x - width / 2; x += Math.max(24, size.x / 20)) {
          if (inside(x, y) && inside(x - width / 2, y) && inside(x + width / 2, y)) found.push({ x, y });
        }
      }
      const far = (spot) => Math.hypot(spot.x - middle.x, spot.y - middle.y);
      return found.sort((a, b) => far(a) - far(b)).map(({ x, y }) => ({
        x: x - middle.x - width / 2, y: y - middle.y - height / 2,
        left: x - width / 2, right: x + width / 2, top: y - height / 2, bottom: y + height / 2,
      }));
    }

    /* Whenever the land has written its names, also on the way: they give way to those of the
       article, to what stands over the map, and to its edge. */
    clearLand() {
      const pane = this.map.getPane("dateline-names");
      if (!pane) return;
      const size = this.map.getSize();
      const taken = [...this.furniture(), ...this.held.map(({ latlng, x, y, width, height }) => {
        const at = this.map.latLngToContainerPoint(latlng);
        return { left: at.x + x, right: at.x + x + width, top: at.y + y, bottom: at.y + y + height };
      })];
      const written = [...pane.querySelectorAll(".leaflet-zoom-animated > div")];
      this.rects(written).forEach((box, i) => {
        const cut = box.left < 0 || box.top < 0 || box.right > size.x || box.bottom > size.y;
        written[i].style.visibility = cut || taken.some((other) => overlap(box, other)) ? "hidden" : "";
      });
    }
  }

  dateline.Labels = Labels;
})();
