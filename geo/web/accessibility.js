/* What the map says in words: the tip of a marker, its name for all who do not see it, and
   the day that playback has reached. */
(() => {
  const { dateline } = window;

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
    const [name, ...rest] = atlas.describe(item);
    const content = document.createElement("div");
    const title = content.appendChild(document.createElement("strong"));
    title.textContent = name;
    const detail = content.appendChild(document.createElement("span"));
    detail.textContent = rest.join(" · ");
    const wide = item.layer.getBounds || atlas.markerOf(item) === item.outline;
    const middle = () => (item.layer.getLatLng ? item.layer.getLatLng() : item.layer.getCenter());
    atlas.tip.setContent(content).setLatLng((wide && at) || middle()).addTo(atlas.map);
  };

  /* One line over the map; "" takes it away. */
  dateline.caption = (map, words) => {
    const box = map.getContainer();
    box.querySelector(".caption")?.remove();
    if (!words) return;
    const line = document.createElement("p");
    line.className = "caption";
    line.textContent = words;
    box.append(line);
  };
})();
