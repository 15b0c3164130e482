/* A canvas to draw a picture on: what the map shows as elements, drawn as lines and letters. */
(() => {
  const { dateline } = window;

  const loaded = (address) => new Promise((done, failed) => {
    const image = new Image();
    image.onload = () => done(image);
    image.onerror = () => failed(new Error("a part of the picture could not be drawn"));
    image.src = address;
  });

  /* An SVG element as an image that is sharp at any size. */
  const fromSvg = (svg) => {
    const copy = svg.cloneNode(true);
    copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
    copy.removeAttribute("style"); // where the page has moved it
    return loaded(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`);
  };

  const shadowOf = (style) => /(rgba?\([^)]*\)|#\w+)/.exec(style.textShadow)?.[0];

  class PictureCanvas {
    /* origin: the element whose corner is the corner of the picture. */
    constructor(width, height, scale, origin) {
      this.canvas = document.createElement("canvas");
      this.canvas.width = Math.round(width * scale);
      this.canvas.height = Math.round(height * scale);
      this.context = this.canvas.getContext("2d");
      this.context.scale(scale, scale);
      this.corner = origin.getBoundingClientRect();
    }

    box(element) {
      const { left, top, width, height } = element.getBoundingClientRect();
      return { x: left - this.corner.left, y: top - this.corner.top, width, height };
    }

    fill(colour, x, y, width, height) {
      this.context.fillStyle = colour;
      this.context.fillRect(x, y, width, height);
    }

    image(image, { x, y, width, height }, filter = "none") {
      this.context.filter = filter;
      this.context.drawImage(image, x, y, width, height);
      this.context.filter = "none";
    }

    async svg(element, at = null) {
      this.image(await fromSvg(element), at || this.box(element));
    }

    /* Words where an element has them, with the halo of its shadow and its background. */
    words(element) {
      const style = getComputedStyle(element);
      if (style.visibility === "hidden" || style.display === "none") return;
      const { context } = this;
      const { x, y, width, height } = this.box(element);
      if (style.backgroundColor !== "rgba(0, 0, 0, 0)") {
        context.beginPath();
        context.roundRect(x, y, width, height, Math.min(height / 2, parseFloat(style.borderRadius) || 0));
        context.fillStyle = style.backgroundColor;
        context.fill();
      }
      const upper = style.textTransform === "uppercase";
      const lines = (upper ? element.textContent.toUpperCase() : element.textContent).split("\n");
      context.save();
      context.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
      context.letterSpacing = style.letterSpacing === "normal" ? "0px" : style.letterSpacing;
      context.textBaseline = "middle";
      context.textAlign = "center";
      context.lineJoin = "round";
      const step = height / lines.length;
      lines.forEach((line, i) => {
        /** @type {[number, number]} */
        const spot = [x + width / 2, y + step * (i + 0.5)];
        const halo = shadowOf(style);
        if (halo) {
          context.strokeStyle = halo;
          context.lineWidth = 4;
          context.strokeText(line, ...spot);
        }
        context.fillStyle = style.color;
        context.fillText(line, ...spot);
      });
      context.restore();
    }

    async save(name) {
      const blob = await new Promise((done) => this.canvas.toBlob(done, "image/png"));
      dateline.saveFile(blob, name);
    }
  }

  dateline.PictureCanvas = PictureCanvas;
})();
