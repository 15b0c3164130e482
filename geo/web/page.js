/* The exported page: one article, one map, everything in this file. */
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const find = (selector) => document.querySelector(selector);
  const { bus, el, gunzip, Reader, Panel, PageFilters } = window.dateline;
  const data = read("dateline-data");
  window.datelineBasemapData = read("dateline-basemap");
  window.datelineOutlines = read("dateline-outlines");

  find(".summary").textContent = data.summary;
  data.credits.forEach((line) => find(".credits").append(el("p", { text: line })));

  const panel = new Panel(find(".details"), ({ kind, id }) =>
    panel.update(data.panels[kind ? `${kind}:${id}` : ""] || data.panels[""]));
  panel.update(data.panels[""]);
  new Reader(find(".reader")).update(data.reader);

  window.dateline.title = data.summary;
  /** @type {any} as Leaflet's types know none of ours */
  const options = {
    center: [20, 10], zoom: 2, zoomControl: false, zoomSnap: data.snap,
    preferCanvas: data.canvas, sheet: true, paper: true,
  };
  const map = L.map("map", options);
  window.dateline.draw(map, data.drawing);
  bus.on("sheet_asked", async () => bus.send("sheet_made", {
    name: `${data.reader.show.file}-map.svg`, svg: await gunzip(find("#dateline-sheet").textContent).text(),
  }));
  new PageFilters(find(".filters"), find(".lists"), data.shared, data.reader.show);

  // On paper the map has another size (page.css): it is laid out for it before, and back after.
  const paper = window.matchMedia("print");
  const fit = () => { map.invalidateSize({ animate: false }); if (!window.dateline.atlas.moved) window.dateline.atlas.view.fit(false); };
  paper.addEventListener("change", fit);
})();
