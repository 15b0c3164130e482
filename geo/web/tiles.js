/* The street map of OpenStreetMap, over the land and under the markers: only while it is
   switched on is anything asked for. A tile that does not come leaves the land visible. */
(() => {
  const { dateline } = window;
  const CREDIT = '<a href="https://www.openstreetmap.org/copyright" target="_blank" rel="noopener">'
    + "© OpenStreetMap contributors</a>";

  dateline.tiles = (map) => {
    const from = map.options.tilesFrom;
    if (!from) return; // an exported page has no street map
    const pane = map.createPane("dateline-tiles");
    pane.style.zIndex = 155;
    pane.style.pointerEvents = "none";
    const turn = () => pane.classList.toggle("dark", dateline.theme.now === "dark");
    dateline.theme.on(turn);
    turn();
    const layer = L.tileLayer(from, {
      attribution: CREDIT, pane: "dateline-tiles", maxZoom: 19, crossOrigin: "anonymous",
    });
    dateline.bus.on("tiles", ({ on }) => {
      if (on) layer.addTo(map);
      else layer.remove();
      map.getContainer().classList.toggle("with-tiles", Boolean(on));
    });
  };
})();
