/* The camera: in which format the map is saved, named where it is pressed. */
(() => {
  const { dateline } = window;
  const { bus, el } = dateline;

  dateline.saveFile = (blob, name) => {
    const link = el("a", { href: URL.createObjectURL(blob), download: name });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
  };

  /**
   * What the camera offers; one format alone needs no menu.
   * @param {any} map
   * @param {HTMLElement} bar
   * @param {HTMLElement} camera
   */
  dateline.pictureMenu = (map, bar, camera) => {
    /** @type {{ sheet?: boolean, paper?: boolean }} */
    const { sheet, paper } = map.options; // a sheet for print can be had; this page prints itself
    /** @type {[string, string, () => void][]} */
    const formats = [
      ["Picture (PNG)", "What you see, for a screen or a slide", () => bus.send("picture")],
    ];
    if (sheet) formats.push(["Map for print (SVG)", "All of it on A4, sharp at any size", () => bus.send("sheet_asked")]);
    if (paper) formats.push(["This page on paper, or as PDF", "By your browser's own printing", () => window.print()]);
    if (formats.length === 1) return () => bus.send("picture");
    const show = (on) => {
      menu.hidden = !on;
      camera.setAttribute("aria-expanded", String(on));
      if (on) menu.querySelector("button").focus();
    };
    const menu = el("div", { class: "formats", role: "group", "aria-label": "Save the map as", hidden: true },
      ...formats.map(([words, more, act]) => el("button", {
        type: "button", onclick: () => { show(false); camera.focus(); act(); },
      }, el("strong", { text: words }), el("span", { text: more }))));
    menu.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      show(false);
      camera.focus();
    });
    map.on("click movestart", () => show(false));
    camera.setAttribute("aria-expanded", "false");
    bar.append(menu);
    if (sheet) bus.on("sheet_made", ({ name, svg }) => dateline.saveFile(new Blob([svg], { type: "image/svg+xml" }), name));
    return () => show(menu.hidden);
  };
})();
