/* The map of a search: no article names its places, so inhabitants stand for mentions. */
(() => {
  const { dateline } = window;
  const { legend } = dateline;
  dateline.legend = (on) => {
    const list = legend(on);
    const larger = list.querySelector('[title^="Larger"]');
    if (larger) {
      larger.title = "";
      larger.querySelector("span").textContent = "place: larger, more inhabitants";
    }
    return list;
  };

  L.Map.addInitHook(() => {
    dateline.atlas.describe = ({ name, said }) =>
      [name, said?.where, said?.people].filter(Boolean);
    dateline.atlas.view.whole = true; // nothing of what was found is what it is about
  });
})();
