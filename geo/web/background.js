/* What lies under and around the markers: the land, the buttons, the scale, the credits. */
(() => {
  const { dateline } = window;
  const MAX_ZOOM = 18;
  const source = /** @type {HTMLScriptElement | null} */ (document.currentScript)?.src;

  const read = async () => {
    if (window.datelineBasemapData) return window.datelineBasemapData;
    const answer = await fetch(new URL("basemap.json", source || window.location.href));
    if (!answer.ok) throw new Error(`basemap.json: ${answer.status}`);
    return answer.json();
  };

  /* Drawn once its data and the names of the places are there: a country that is itself a
     place of the article has its name on its area, and not a second time on the land. */
  class Land {
    /* told(data): called with the basemap's data when it is there; after(sheet): with each
       painting of it; written(): with each writing of its names. */
    constructor(map, told, after, written) {
      this.map = map;
      this.done = { after, written };
      this.drawn = null;
      read().then((data) => {
        this.data = data;
        told(data);
        this.draw();
      }).catch((error) => console.warn("The background map could not be read.", error));
      dateline.theme.on(() => this.drawn && this.drawn.setPalette(this.palette()));
    }

    palette() {
      return window.datelineBasemap[dateline.theme.now];
    }

    /* names of the places, and codes of the countries drawn as areas */
    show(names, codes) {
      this.names = new Set(names);
      this.codes = new Set(codes);
      this.draw();
    }

    draw() {
      if (!this.data || !this.names || this.drawn) return;
      const countries = this.data.countries.map((country) => {
        const [text, lon, lat, zoom] = country.label;
        const twice = this.codes.has(country.a3)
          || this.names.has(text.replace("\n", " ")) || this.names.has(country.name);
        return twice ? { ...country, label: [text, lon, lat, zoom + 100] } : country;
      });
      this.drawn = window.datelineBasemap.draw(
        this.map, { ...this.data, countries }, { palette: this.palette(), ...this.done });
    }

    repaint() {
      if (this.drawn) this.drawn.repaint();
    }

    /* Towns that tell where one is, but for those that the article names itself. */
    frame(towns) {
      if (this.drawn) this.drawn.setTowns(towns.filter(({ text }) => !this.names.has(text)));
    }
  }

  const link = (address, words) =>
    `<a href="${address}" target="_blank" rel="noopener">${words}</a>`;
  const CREDITS = [
    `${link("https://www.geonames.org", "GeoNames")} (CC BY 4.0)`,
    link("https://www.naturalearthdata.com", "Natural Earth"),
    link("https://leafletjs.com", "Leaflet"),
  ].join(" · ");

  /* A button of the map's own bar: an icon drawn by map.css, its words for all others. */
  /** @type {(icon: string, words: string, acts: (bar: HTMLElement, press: HTMLElement) => () => void) => L.Control} */
  const button = (icon, words, acts) => {
    const control = new L.Control({ position: "topright" });
    control.onAdd = () => {
      const bar = L.DomUtil.create("div", "leaflet-bar");
      const press = L.DomUtil.create("a", icon, bar);
      press.href = "#";
      press.title = words;
      press.setAttribute("role", "button");
      press.setAttribute("aria-label", words);
      L.DomEvent.disableClickPropagation(bar);
      const act = acts(bar, press);
      L.DomEvent.on(press, "click", (event) => { L.DomEvent.stop(event); act(); });
      return bar;
    };
    return control;
  };

  /* The map and its key over the whole screen; Escape leaves it. */
  dateline.fullScreen = (map) => {
    if (document.fullscreenElement) document.exitFullscreen();
    else map.getContainer().parentElement.requestFullscreen?.().catch(() => {});
  };

  dateline.addControls = (map, full) => {
    L.Icon.Default.imagePath = "data:,"; // nothing here uses Leaflet's pin
    map.setMaxZoom(MAX_ZOOM);
    map.attributionControl.setPrefix(false).addAttribution(CREDITS);
    L.control.zoom({ position: "topright" }).addTo(map);
    if (document.fullscreenEnabled) button("full", "Full screen", () => full).addTo(map);
    button("camera", "Save as picture", (bar, press) => dateline.pictureMenu(map, bar, press)).addTo(map);
    L.control.scale({ position: "bottomleft", maxWidth: 120, imperial: false }).addTo(map);
  };
  dateline.Land = Land;
})();
