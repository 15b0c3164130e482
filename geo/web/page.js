/* The exported page: one article, one map, everything in this file. */
(() => {
  const read = (id) => JSON.parse(document.getElementById(id).textContent);
  const find = (selector) => document.querySelector(selector);
  const { el, Reader, Panel, PageFilters } = window.dateline;
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
  const map = L.map("map", {
    center: [20, 10], zoom: 2, zoomControl: false, zoomSnap: data.snap,
    preferCanvas: data.canvas,
  });
  window.dateline.draw(map, data.drawing);
  new PageFilters(find(".filters"), find(".lists"), data.shared, data.reader.show);

  // On paper the map has another size (page.css): it is laid out for it before, and back after.
  const paper = window.matchMedia("print");
  const fit = () => { map.invalidateSize({ animate: false }); if (!window.dateline.atlas.moved) window.dateline.atlas.view.fit(false); };
  paper.addEventListener("change", fit);
})();
