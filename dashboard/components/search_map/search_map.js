/* The map of a search: no article names its places, so inhabitants stand for mentions. */
(() => {
  const { dateline } = window;
  const { legend } = dateline;
  const LARGER = "place: larger, named more often";

  dateline.legend = (on) => {
    const list = legend(on);
    for (const words of list.querySelectorAll("span")) {
      if (words.textContent === LARGER) words.textContent = "place: larger, more inhabitants";
    }
    return list;
  };

  L.Map.addInitHook(() => {
    dateline.atlas.describe = ({ name, said }) =>
      [name, said?.where, said?.people].filter(Boolean);
  });
})();
