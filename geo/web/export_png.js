/* The map as a picture to keep: what is seen of it, its key, its credits, twice as fine. */
(() => {
  const { dateline } = window;
  const SCALE = 2;
  const TITLE = 44; // pixels
  const SMALLEST = 13; // of its letters, before it is cut
  const KEY = 8; // around the key
  const LYING = 1.4; // width to height, at least: what columns, slides and screens have room for
  const LAID = 150; // ms; a map of another size is drawn anew with the next frame, of a page in the background with none

  const all = (root, selector) => [...root.querySelectorAll(selector)];

  /* Signs on canvas are drawn again, as fine as the picture; then as they were. */
  const finely = (renderer, use) => {
    const browser = /** @type {any} */ (L.Browser);
    const before = browser.retina;
    browser.retina = true;
    renderer._update();
    use();
    browser.retina = before;
    renderer._update();
  };

  const land = (paper, atlas) => {
    if (!atlas.land.drawn) return;
    const { canvas, at, size } = atlas.land.drawn.copy(SCALE);
    paper.image(canvas, { x: at.x, y: at.y, width: size.x, height: size.y });
  };

  const signs = async (paper, atlas) => {
    const { renderer } = atlas.map.options;
    if (renderer && renderer._container) {
      const canvas = renderer._container;
      finely(renderer, () => paper.image(canvas, paper.box(canvas)));
    }
    for (const pane of ["dateline-areas", "overlayPane", "dateline-places"]) {
      for (const svg of all(atlas.map.getPane(pane), "svg")) await paper.svg(svg);
    }
  };

  const furniture = (paper, map) => {
    const box = map.getContainer();
    all(box, ".leaflet-control-scale-line, .leaflet-control-attribution, .caption")
      .forEach((element) => paper.words(element));
    const line = paper.box(box.querySelector(".leaflet-control-scale-line"));
    paper.context.strokeStyle = dateline.styles.palette.ink;
    paper.context.strokeRect(line.x, line.y + line.height - 0.5, line.width, 0.5);
  };

  const heading = (paper, title, width) => {
    if (!title) return;
    const { ink, paper: ground } = dateline.styles.palette;
    paper.fill(ground, 0, -TITLE, width, TITLE);
    const { context } = paper;
    const room = width - 28;
    let [size, words] = [18, title];
    const wide = () => {
      context.font = `600 ${size}px Georgia, 'Noto Serif', 'DejaVu Serif', serif`;
      return context.measureText(words).width > room;
    };
    while (wide() && size > SMALLEST) size -= 1;
    while (wide() && words.length > 1) words = `${words.slice(0, -2).trimEnd()}…`;
    context.textBaseline = "middle";
    context.fillStyle = ink;
    context.fillText(words, 14, -TITLE / 2);
  };

  const key = async (paper, legend, top, size) => {
    if (!legend) return;
    const list = legend.querySelector("ul");
    const offset = top + KEY - paper.box(list).y;
    paper.fill(dateline.styles.palette.paper, 0, top, size.x, list.offsetHeight + 2 * KEY);
    paper.context.save();
    paper.context.translate(0, offset);
    for (const item of all(legend, "li")) {
      for (const svg of all(item, "svg")) await paper.svg(svg);
      all(item, "span").forEach((words) => paper.words(words));
    }
    paper.context.restore();
  };

  const frames = () => new Promise((done) => {
    setTimeout(done, 2 * LAID);
    requestAnimationFrame(() => setTimeout(done, LAID));
  });

  /* An upright map lies while the picture is taken: what is seen of it, and more at both sides. */
  const lying = async (map, take) => {
    const box = map.getContainer();
    const { x, y } = map.getSize();
    const lies = x >= y * LYING;
    const [before, centre, zoom] = [box.style.cssText, map.getCenter(), map.getZoom()];
    const laid = async (style) => {
      box.style.cssText = style;
      map.invalidateSize({ animate: false });
      await frames();
    };
    const wide = `${Math.round(y * LYING)}px !important`;
    const high = `${before}; flex: none; height: ${y}px !important`; // its key takes no room from it
    if (lies) box.style.cssText = high;
    else await laid(`${high}; width: ${wide}; min-width: ${wide}`);
    try {
      await take();
    } finally {
      if (lies) box.style.cssText = before;
      else {
        await laid(before);
        map.setView(centre, zoom, { animate: false, reset: true });
      }
    }
  };

  /* Draws the map as it is now, lying, and has the browser save it; title: a line above, or "". */
  dateline.exportPng = (atlas, title) => lying(atlas.map, () => picture(atlas, title));

  const picture = async (atlas, title) => {
    const { map } = atlas;
    const size = map.getSize();
    const legend = map.getContainer().parentElement.querySelector(".legend");
    const open = legend && legend.open;
    if (legend) legend.open = true; // on a phone it may be folded
    const above = title ? TITLE : 0;
    const height = above + size.y + (legend ? legend.querySelector("ul").offsetHeight + 2 * KEY : 0);
    const paper = new dateline.PictureCanvas(size.x, height, SCALE, map.getContainer());
    const { context } = paper;
    context.translate(0, above);
    context.save();
    context.beginPath();
    context.rect(0, 0, size.x, size.y);
    context.clip();
    paper.fill(dateline.styles.palette.water, 0, 0, size.x, size.y);
    land(paper, atlas);
    const tiles = all(map.getContainer(), "img.leaflet-tile-loaded");
    const { filter } = getComputedStyle(map.getPane("dateline-tiles") || map.getContainer());
    tiles.forEach((tile) => paper.image(tile, paper.box(tile), filter));
    if (tiles.length === 0) all(map.getPane("dateline-names"), ".leaflet-zoom-animated > div").forEach((name) => paper.words(name));
    await signs(paper, atlas);
    all(map.getContainer(), ".label, .cell, .stop").forEach((words) => paper.words(words));
    furniture(paper, map);
    context.restore();
    heading(paper, title, size.x);
    await key(paper, legend, size.y, size);
    if (legend) legend.open = open;
    await paper.save(`${atlas.shown?.file || "dateline"}-map.png`);
  };
})();
