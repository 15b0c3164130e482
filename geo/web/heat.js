/* Where much is named, as warmth: each place a soft spot, the stronger the more it is named. */
(() => {
  const { dateline } = window;
  const REACH = 26; // pixels, of one mention
  const WIDEST = 64;
  const FINE = 0.5; // of the sheet's resolution: warmth has no edges
  const COLD = 0.06; // of what is there shows no more under the warmest spots
  const STEPS = 256;

  /* From nothing by the colour of places to the brightest of them: colours by warmth, 0 to 255. */
  const ramp = () => {
    const paper = document.createElement("canvas");
    [paper.width, paper.height] = [STEPS, 1];
    const ink = paper.getContext("2d");
    const colours = dateline.theme.now === "dark"
      ? ["#5b2a3a00", "#8a3440b0", "#e2673fd8", "#ffd98cf2"] : ["#f2c48d00", "#eda55fa8", "#cf5a33d0", "#7d1d1ff0"];
    const range = ink.createLinearGradient(0, 0, STEPS, 0);
    colours.forEach((colour, i) => range.addColorStop(i / (colours.length - 1), colour));
    ink.fillStyle = range;
    ink.fillRect(0, 0, STEPS, 1);
    return ink.getImageData(0, 0, STEPS, 1).data;
  };

  /* A soft round spot, black of less and less weight. */
  const spot = (radius) => {
    const paper = document.createElement("canvas");
    paper.width = paper.height = 2 * radius;
    const ink = paper.getContext("2d");
    const fade = ink.createRadialGradient(radius, radius, 0, radius, radius, radius);
    for (const [at, share] of [[0, 1], [0.25, 0.72], [0.5, 0.32], [0.75, 0.08], [1, 0]]) {
      fade.addColorStop(at, `rgb(0 0 0 / ${share})`);
    }
    ink.fillStyle = fade;
    ink.fillRect(0, 0, 2 * radius, 2 * radius);
    return paper;
  };

  /* What one mention covers: so much that what is warmest is nearly full. */
  const strength = (spots) => {
    const cells = new Map();
    for (const { x, y, weight } of spots) {
      const key = `${Math.round(x / REACH)} ${Math.round(y / REACH)}`;
      cells.set(key, (cells.get(key) || 0) + weight);
    }
    return Math.min(0.6, Math.max(0.02, 1 - COLD ** (1 / Math.max(1, ...cells.values()))));
  };

  /**
   * Lays warmth over a sheet of the land (basemap.js).
   * @param {any} sheet
   * @param {{lat: number, lon: number, n: number}[]} places
   */
  dateline.paintHeat = (sheet, places) => {
    const { context, scale, left, top, turns, width, height } = sheet;
    const paper = document.createElement("canvas");
    [paper.width, paper.height] = [Math.ceil(width * FINE), Math.ceil(height * FINE)];
    const ink = paper.getContext("2d");
    const seen = places.flatMap(({ lat, lon, n }) => {
      const sine = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
      const y = (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * scale - top;
      const weight = 1 + Math.log2(n);
      const reach = Math.round(Math.min(WIDEST, REACH + 5 * Math.log2(n)));
      return turns.map((turn) => ({ x: (lon / 360 + 0.5 + turn) * scale - left, y, weight, reach }))
        .filter(({ x }) => x > -reach && y > -reach && x < width + reach && y < height + reach);
    });
    const each = strength(seen);
    const spots = new Map();
    for (const { x, y, weight, reach } of seen) {
      if (!spots.has(reach)) spots.set(reach, spot(Math.round(reach * FINE)));
      ink.globalAlpha = 1 - (1 - each) ** weight;
      ink.drawImage(spots.get(reach), (x - reach) * FINE, (y - reach) * FINE);
    }
    const drawn = ink.getImageData(0, 0, paper.width, paper.height);
    const colours = ramp();
    for (let i = 0; i < drawn.data.length; i += 4) {
      const warmth = drawn.data[i + 3] * 4;
      for (let k = 0; warmth && k < 4; k += 1) drawn.data[i + k] = colours[warmth + k];
    }
    ink.putImageData(drawn, 0, 0);
    context.save();
    context.imageSmoothingQuality = "high";
    context.drawImage(paper, 0, 0, width, height);
    context.restore();
  };
  dateline.heatColours = ramp;
})();
