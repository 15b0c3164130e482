/* Brings a Leaflet map of Dateline to life: signs, names, hover, choice.
   The map itself holds only ids; what is shown of them, and their names, comes over the
   bus and is set as text. */
(() => {
  const dateline = (window.dateline = window.dateline || {});
  const { bus, signs } = dateline;

  const calm = () => window.matchMedia("(prefers-reduced-motion: reduce)").matches;

  /* What a screen reader or a hover says of a place or link. */
  const words = (name, ...rest) => [name, ...rest.filter(Boolean)];
  const times = (n, one, many) => `${n} ${n === 1 ? one : many}`;

  class DatelineMap {
    constructor(map) {
      this.map = map;
      this.items = new Map(); // id -> {props, layer, companions, on, n}
      this.chosen = "";
      this.hovered = "";
      this.moved = false; // true once a person has moved the map: then it stays
      // Leaflet rounds to whole pixels, which makes fine curves tremble.
      map.latLngToLayerPoint = (spot) =>
        map.project(L.latLng(spot)).subtract(map.getPixelOrigin());
      this.labels = new dateline.Labels(map);
      this.land = new dateline.Land(map);
      dateline.furnish(map, () => this.fit(!calm()));
      this.tip = L.tooltip({ className: "tip", direction: "top", opacity: 1, offset: [0, -8] });
      map.on("layeradd", ({ layer }) => layer.feature && this.adopt(layer));
      map.on("zoomend", () => this.redrawSigns());
      map.on("click", () => this.hoverOver(""));
      map.on("dragstart zoomstart", () => { if (!this.fitting) this.moved = true; });
      bus.on("show", (show) => this.show(show));
      bus.on("select", (choice) => this.select(choice));
      bus.on("hover", ({ id }) => this.hoverOver(id, true));
      document.addEventListener("keydown", (event) => {
        if (event.key === "Escape") bus.send("select", { kind: "", id: "", from: "map" });
      });
      new ResizeObserver(() => this.resized()).observe(map.getContainer());
      setTimeout(() => bus.send("ready")); // when the layers are on the map
    }

    /* ---- what is on the map ---- */

    adopt(layer) {
      const props = layer.feature.properties || {};
      if (!props.id || this.items.has(props.id)) return;
      const item = { props, layer, n: props.n, on: true, name: "", parts: L.layerGroup() };
      this.items.set(props.id, item);
      if (props.type === "link") {
        // A thin line is hard to hit: a wide unseen one takes the pointer for it.
        layer.options.smoothFactor = 0.3;
        item.hit = L.polyline(layer.getLatLngs(), { weight: 16, opacity: 0 });
        item.parts.addLayer(item.hit);
        layer.on("add", () => layer.bringToBack());
      }
      this.listen(item, item.hit || layer);
      if (item.hit) this.listen(item, layer);
    }

    listen(item, layer) {
      const { id, type } = item.props;
      layer.on({
        click: (event) => {
          L.DomEvent.stop(event);
          bus.send("select", { kind: type, id, from: "map" });
        },
        mouseover: (event) => this.hoverOver(id, false, event.latlng),
        mouseout: () => this.hoverOver(""),
      });
    }

    show({ places, links }) {
      for (const item of this.items.values()) {
        const of = item.props.type === "place" ? places : links;
        const said = of[item.props.id];
        item.on = Boolean(said);
        if (said) Object.assign(item, { n: said.n, name: said.name, said });
        if (item.on === this.map.hasLayer(item.layer)) continue;
        if (item.on) item.layer.addTo(this.map);
        else item.layer.remove();
      }
      this.redrawSigns();
      this.nameAll();
      this.key();
      this.land.show([...this.items.values()].map((item) => item.name));
      if (!this.moved) this.fit(false);
    }

    key() {
      const on = [...this.items.values()].filter((item) => item.on).map((item) => item.props);
      const list = dateline.legend({
        places: on.filter((p) => p.type === "place"),
        links: on.filter((p) => p.type === "link"),
      });
      const container = this.map.getContainer();
      container.parentElement.querySelector(".legend")?.remove();
      container.after(list);
    }

    nameAll() {
      const places = [...this.items.values()].filter((i) => i.on && i.props.type === "place");
      this.labels.show(places.map((item) => ({
        id: item.props.id, name: item.name, latlng: item.layer.getLatLng(), rank: item.n,
        radius: signs.radius(item.props, item.n), area: item.props.area,
      })));
      for (const item of this.items.values()) if (item.on) this.makeReachable(item);
    }

    /* Signs drawn as SVG can be reached and pressed by keyboard. */
    makeReachable(item) {
      const element = item.layer.getElement && item.layer.getElement();
      if (!element || element.dataset.reachable) return;
      element.dataset.reachable = "yes";
      element.setAttribute("tabindex", "0");
      element.setAttribute("role", "button");
      element.setAttribute("aria-label", this.describe(item).join(", "));
      element.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        bus.send("select", { kind: item.props.type, id: item.props.id, from: "map" });
      });
      element.addEventListener("focus", () => this.hoverOver(item.props.id));
      element.addEventListener("blur", () => this.hoverOver(""));
    }

    /* ---- how it looks ---- */

    /* Everything but the chosen link and its ends, or the chosen place, steps back. */
    faded(item) {
      const chosen = this.items.get(this.chosen);
      if (!chosen || item === chosen) return false;
      if (chosen.props.type === "link") return !chosen.props.ends.includes(item.props.id);
      return item.props.type === "link" && !item.props.ends.includes(this.chosen);
    }

    state(item) {
      const { id } = item.props;
      return {
        n: item.n, chosen: id === this.chosen, hovered: id === this.hovered, faded: this.faded(item),
      };
    }

    paint(item) {
      const { props, layer } = item;
      const style = props.type === "place" ? signs.placeStyle : signs.linkStyle;
      layer.setStyle(style(props, this.state(item)));
    }

    redrawSigns() {
      for (const item of this.items.values()) {
        if (!item.on) { item.parts.remove(); continue; }
        this.paint(item);
        if (item.props.type === "link") this.drawLinkParts(item);
      }
      for (const item of this.items.values()) {
        if (item.on && item.props.type === "place") item.layer.bringToFront();
      }
    }

    drawLinkParts(item) {
      const { props, layer, parts, hit } = item;
      const style = signs.linkStyle(props, this.state(item));
      parts.clearLayers();
      parts.addLayer(hit);
      for (const line of layer.getLatLngs()) {
        const sign = signs.linkSign(this.map, line, props, 4.5 + style.weight);
        const ink = { color: style.color, opacity: style.opacity, interactive: false };
        if (sign.head) {
          parts.addLayer(L.polygon(sign.head, {
            ...ink, stroke: false, fillColor: style.color, fillOpacity: style.opacity,
          }));
        }
        (sign.cross || []).forEach((bar) =>
          parts.addLayer(L.polyline(bar, { ...ink, weight: 2.5 })));
      }
      parts.addTo(this.map);
    }

    /* ---- hover and choice ---- */

    describe(item) {
      const { said = {}, name, n, props } = item;
      if (props.type === "link") return words(name, said.words, times(n, "passage", "passages"));
      return words(name, times(n, "mention", "mentions"), said.where, props.unsure && "unsure");
    }

    hoverOver(id, quiet = false, at = null) {
      const before = this.items.get(this.hovered);
      this.hovered = id;
      if (before) this.paint(before);
      const item = this.items.get(id);
      if (!item || !item.on) { this.tip.remove(); return; }
      this.paint(item);
      if (quiet) return;
      const [name, ...rest] = this.describe(item);
      const content = document.createElement("div");
      const title = content.appendChild(document.createElement("strong"));
      title.textContent = name;
      const detail = content.appendChild(document.createElement("span"));
      detail.textContent = rest.join(" · ");
      const spot = item.layer.getLatLng ? item.layer.getLatLng() : at || item.layer.getCenter();
      this.tip.setContent(content).setLatLng(spot).addTo(this.map);
    }

    /* How far the chosen area reaches: its point alone would promise too much. */
    showReach(item) {
      if (this.reach) this.reach.remove();
      const box = item && item.on && item.props.reach;
      this.reach = box && L.rectangle(box, signs.reachStyle()).addTo(this.map);
      if (this.reach) this.reach.bringToBack();
    }

    select({ id, from }) {
      this.chosen = id;
      this.redrawSigns();
      const item = this.items.get(id);
      this.showReach(item);
      this.labels.choose(item && item.props.ends ? item.props.ends : [id]);
      if (id && from !== "map") this.fly(id);
    }

    /* ---- the view ---- */

    bounds() {
      const box = L.latLngBounds([]);
      for (const item of this.items.values()) {
        if (item.on) box.extend(item.layer.getBounds ? item.layer.getBounds() : item.layer.getLatLng());
      }
      return box;
    }

    fit(animate) {
      const box = this.bounds();
      if (!box.isValid()) return;
      const only = [...this.items.values()].filter((item) => item.on);
      const nearest = Math.max(...only.map((item) => item.props.zoom || 0)) || 6;
      this.fitting = true;
      this.map.fitBounds(box, { paddingTopLeft: [56, 44], paddingBottomRight: [88, 40], maxZoom: nearest, animate });
      this.fitting = false;
    }

    resized() {
      this.map.invalidateSize({ pan: false });
      if (!this.moved) this.fit(false);
    }

    fly(id) {
      const item = this.items.get(id);
      if (!item || !item.on) return;
      this.moved = true;
      const move = { animate: !calm(), duration: 0.7 };
      if (item.props.type === "link") {
        this.map.flyToBounds(item.layer.getBounds(), { ...move, padding: [64, 64], maxZoom: 7 });
        return;
      }
      const zoom = Math.max(this.map.getZoom(), item.props.zoom || 5);
      this.map.flyTo(item.layer.getLatLng(), zoom, move);
    }
  }

  L.Map.addInitHook(function start() {
    const atlas = new DatelineMap(this);
    dateline.atlas = atlas;
    dateline.fly = (id) => atlas.fly(id);
    dateline.select = (id) => bus.send("select", {
      kind: atlas.items.get(id) ? atlas.items.get(id).props.type : "", id, from: "page",
    });
    dateline.clear = () => dateline.select("");
  });
})();
