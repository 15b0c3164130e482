/* What the map says in words: the tip of a marker, its name for all who do not see it, and
   the day that playback has reached. */
(() => {
  const { dateline } = window;
  const TIP = { high: 90, gap: 4, buttons: 52 }; // pixels: of a tip, beside it, beside the buttons

  /* Markers and lines drawn as SVG can be reached and pressed by keyboard. */
  dateline.makeFocusable = (layer, item, words, atlas) => {
    const element = layer.getElement();
    if (!element) return;
    element.setAttribute("aria-label", words);
    if (element.hasAttribute("tabindex")) return;
    const { id } = item.props;
    element.setAttribute("tabindex", "0");
    element.setAttribute("role", "button");
    element.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      atlas.press(item);
    });
    element.addEventListener("focus", () => atlas.hoverOver(id));
    element.addEventListener("blur", () => atlas.hoverOver(""));
  };

  /* Names a marker beside it, or where the pointer is on a line or an area. */
  dateline.showTooltip = (atlas, item, at) => {
    const wide = item.layer.getBounds || atlas.markerOf(item) === item.outline;
    const middle = () => (item.layer.getLatLng ? item.layer.getLatLng() : item.layer.getCenter());
    dateline.showWords(atlas, atlas.describe(item), (wide && at) || middle(), item.said.languages);
  };

  /* A tip: a name, and what is said of it. */
  dateline.showWords = (atlas, [name, ...rest], at, languages) => {
    if (window.matchMedia("(any-hover: none)").matches) return; // under a finger the answer itself comes
    const content = document.createElement("div");
    content.append(dateline.named("strong", {}, name, languages));
    const detail = content.appendChild(document.createElement("span"));
    detail.textContent = rest.join(" · ");
    // Within the map, clear of its buttons: below what stands at its top, moved aside at its sides.
    const { tip, map } = atlas;
    const { x, y } = map.latLngToContainerPoint(at);
    const below = y < TIP.high;
    tip.options.direction = below ? "bottom" : "top";
    tip.options.offset = L.point(0, below ? 8 : -8);
    tip.setContent(content).setLatLng(at).addTo(map);
    const half = tip.getElement().offsetWidth / 2;
    const aside = Math.max(half + TIP.gap, Math.min(x, map.getSize().x - half - TIP.buttons)) - x;
    tip.getElement().style.setProperty("--aside", `${aside}px`);
    tip.options.offset.x = aside;
    tip.update();
  };

  /* One line over the map; "" takes it away. */
  dateline.caption = (map, words) => {
    const box = map.getContainer();
    box.querySelector(".caption")?.remove();
    map.fire("covered"); // names give way to it
    if (!words) return;
    const line = document.createElement("p");
    line.className = "caption";
    line.textContent = words;
    box.append(line);
  };
})();
