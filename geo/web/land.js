/* What lies under and around the signs: the land, the buttons, the scale, the credits. */
(() => {
  const dateline = (window.dateline = window.dateline || {});
  const source = document.currentScript && document.currentScript.src;

  const read = async () => {
    if (window.datelineBasemapData) return window.datelineBasemapData;
    const answer = await fetch(new URL("basemap.json", source || window.location.href));
    if (!answer.ok) throw new Error(`basemap.json: ${answer.status}`);
    return answer.json();
  };

  /* Drawn once its data and the names of the places are there: a country that is itself a
     place of the article has its name beside its sign, and not a second time on the land. */
  class Land {
    constructor(map) {
      this.map = map;
      this.drawn = null;
      read().then((data) => {
        this.data = data;
        this.draw();
      }).catch((error) => console.warn("The background map could not be read.", error));
    }

    show(names) {
      this.names = new Set(names);
      this.draw();
    }

    draw() {
      if (!this.data || !this.names || this.drawn) return;
      const countries = this.data.countries.map((country) => {
        const [text, lon, lat, zoom] = country.label;
        const twice = this.names.has(text.replace("\n", " ")) || this.names.has(country.name);
        return twice ? { ...country, label: [text, lon, lat, zoom + 100] } : country;
      });
      this.drawn = window.datelineBasemap.draw(this.map, { ...this.data, countries });
    }
  }

  const link = (address, words) =>
    `<a href="${address}" target="_blank" rel="noopener">${words}</a>`;
  const CREDITS = [
    `${link("https://www.geonames.org", "GeoNames")} (CC BY 4.0)`,
    link("https://www.naturalearthdata.com", "Natural Earth"),
    link("https://leafletjs.com", "Leaflet"),
  ].join(" · ");

  const homeButton = (goHome) => {
    const control = L.control({ position: "topright" });
    control.onAdd = () => {
      const bar = L.DomUtil.create("div", "leaflet-bar");
      const button = L.DomUtil.create("a", "home", bar);
      button.href = "#";
      button.title = "Show everything";
      button.setAttribute("role", "button");
      button.setAttribute("aria-label", "Show everything");
      L.DomEvent.disableClickPropagation(bar);
      L.DomEvent.on(button, "click", (event) => { L.DomEvent.stop(event); goHome(); });
      return bar;
    };
    return control;
  };

  dateline.furnish = (map, goHome) => {
    L.Icon.Default.imagePath = "data:,"; // nothing here uses Leaflet's pin
    map.attributionControl.setPrefix(false).addAttribution(CREDITS);
    L.control.zoom({ position: "topright" }).addTo(map);
    homeButton(goHome).addTo(map);
    L.control.scale({ position: "bottomleft", maxWidth: 120, imperial: false }).addTo(map);
  };
  dateline.Land = Land;
})();
