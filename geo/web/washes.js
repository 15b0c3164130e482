/* What has no border, painted with the land: a sea under it, a river or lake on it, a region as a
   wash that fades and ends at the coast. And, near by, the frame that tells where one is: lines
   between provinces. Pixels of the land's canvas do the cutting. */
(() => {
  const { dateline } = window;
  const FRAME = 4.5; // zoom from which provinces are parted
  const REST = 0.13; // how much of its colour a wash has; of several at once no more
  const CHOSEN = 0.28;
  const WIDEST = 3; // zoom of what is only named: a continent, an ocean
  const VAGUE = 60; // degrees; a region wider than this is only named until it is chosen

  const path = (lines, { scale, left, top }, turn) => {
    const drawn = new Path2D();
    for (const line of lines) {
      line.forEach(([lat, lon], i) => {
        const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
        const x = (lon / 360 + 0.5 + turn) * scale - left;
        const y = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * scale - top;
        if (i) drawn.lineTo(x, y);
        else drawn.moveTo(x, y);
      });
    }
    return drawn;
  };

  /* Pixels over which the edge of a region fades: more where only its box is known; in few
     steps, because to blur takes long and those of one step are blurred together. */
  const fade = ({ kind }, box, { scale }) => {
    const side = Math.max(box.getEast() - box.getWest(), box.getNorth() - box.getSouth());
    const share = kind === "about" || kind === "strait" ? 0.05 : 0.02;
    return 2 ** Math.round(Math.log2(Math.max(4, Math.min(36, (side / 360) * scale * share))));
  };

  class Washes {
    constructor(atlas) {
      this.atlas = atlas;
      this.said = ""; // what is painted now
      this.lines = null; // between provinces, once they are read
      atlas.map.on("zoomend", () => this.frame());
    }

    /* Reads what parts provinces once the map is near enough. */
    async frame() {
      if (this.lines || this.atlas.map.getZoom() < FRAME) return;
      this.lines = [];
      const [provinces, nature] = await Promise.all([this.atlas.provinces(), dateline.outlinesOf("nature")]);
      this.lines = provinces ? provinces.inner().map((line) => ({ line, box: L.latLngBounds(line) })) : [];
      this.atlas.land.frame(nature ? nature.towns.map(([name, lon, lat, people]) =>
        ({ text: name, lat: lat / nature.units, lon: lon / nature.units, people })) : []);
    }

    soft() {
      return [...this.atlas.items.values()].filter((item) => item.on && item.outline?.soft && this.atlas.looks.shows(item)
        && item.props.zoom > WIDEST && this.atlas.markerOf(item) === item.outline);
    }

    /* Paints the land anew where what is washed over it is another than before. */
    update() {
      const said = this.soft().map((item) =>
        `${item.props.id}${item.props.id === this.atlas.chosen ? "!" : ""}${this.atlas.faded(item)}`).join();
      if (said === this.said) return;
      this.said = said;
      this.atlas.land.repaint();
    }

    /* After the land: what basemap.js has painted of it is all that takes colour. */
    paint(sheet) {
      if (sheet.onTheWay) return; // to blur takes longer than a frame
      const { context } = sheet;
      const soft = this.soft();
      context.save();
      const chosen = soft.filter(({ props }) => props.id === this.atlas.chosen);
      const rest = soft.filter((item) => !chosen.includes(item) && !this.atlas.faded(item)
        && (item.outline.soft.kind !== "about" || item.box.getEast() - item.box.getWest() < VAGUE));
      this.layers(sheet, rest, REST);
      this.layers(sheet, chosen, CHOSEN);
      this.borders(sheet);
      context.restore();
    }

    layers(sheet, items, strength) {
      const { accent, sea } = dateline.styles.palette;
      const of = (...kinds) => items.filter(({ outline }) => kinds.includes(outline.soft.kind));
      this.wash(sheet, of("about", "land"), accent, strength, "source-atop");
      this.wash(sheet, of("sea", "strait"), sea, 2 * strength, "destination-over");
      this.wash(sheet, of("lake"), sea, 0.45 + strength, "source-over");
      for (const { outline } of of("river")) this.river(sheet, outline.soft, strength);
    }

    /* A canvas like the sheet, with these filled. */
    filled(sheet, items, colour) {
      const { context } = sheet;
      const paper = document.createElement("canvas");
      [paper.width, paper.height] = [context.canvas.width, context.canvas.height];
      const ink = paper.getContext("2d");
      ink.setTransform(context.getTransform());
      ink.fillStyle = colour;
      for (const { outline } of items) {
        for (const turn of sheet.turns) ink.fill(path(outline.soft.lines, sheet, turn), "evenodd");
      }
      return paper;
    }

    /* Several on one sheet, which is laid on once: where two lie over each other is no third. */
    wash(sheet, all, colour, alpha, mode) {
      const seen = this.atlas.map.getBounds().pad(0.5);
      const turned = (box, turn) => L.latLngBounds([box.getSouth(), box.getWest() + 360 * turn], [box.getNorth(), box.getEast() + 360 * turn]);
      const items = all.filter(({ box }) => sheet.turns.some((turn) => seen.intersects(turned(box, turn))));
      if (items.length === 0) return;
      const { context } = sheet;
      const ratio = context.canvas.width / sheet.width;
      const paper = this.filled(sheet, [], colour);
      const ink = paper.getContext("2d");
      ink.setTransform(1, 0, 0, 1, 0, 0);
      const soft = ({ outline, box }) => (["sea", "lake"].includes(outline.soft.kind) ? 0 : fade(outline.soft, box, sheet));
      for (const step of new Set(items.map(soft))) {
        ink.filter = step ? `blur(${step * ratio}px)` : "none";
        ink.drawImage(this.filled(sheet, items.filter((item) => soft(item) === step), colour), 0, 0);
      }
      context.save();
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.globalCompositeOperation = mode;
      context.globalAlpha = Math.min(1, alpha);
      context.drawImage(paper, 0, 0);
      context.restore();
    }

    river(sheet, { lines }, strength) {
      const { context } = sheet;
      const p = dateline.styles.palette;
      context.lineJoin = context.lineCap = "round";
      context.setLineDash([]);
      for (const turn of sheet.turns) {
        const way = path(lines, sheet, turn);
        for (const [colour, width] of [[p.paper, 6], [p.sea, strength === CHOSEN ? 3.6 : 2.4]]) {
          context.strokeStyle = colour;
          context.lineWidth = width;
          context.globalAlpha = colour === p.paper ? 0.7 : 0.9;
          context.stroke(way);
        }
      }
      context.globalAlpha = 1;
    }

    borders(sheet) {
      if (!this.lines?.length || sheet.zoom < FRAME) return;
      const { context } = sheet;
      const seen = this.atlas.map.getBounds().pad(0.3);
      const near = this.lines.filter(({ box }) => seen.intersects(box)).map(({ line }) => line);
      context.globalCompositeOperation = "source-atop";
      context.strokeStyle = this.atlas.land.palette().border;
      context.lineWidth = 0.6; // thin and whole: what is dashed is disputed
      for (const turn of sheet.turns) context.stroke(path(near, sheet, turn));
    }
  }

  dateline.Washes = Washes;
})();
