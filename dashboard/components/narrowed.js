/* What stays on the map while rows of the lists are kept, as Python will say it a moment later. */
(() => {
  const { dateline } = window;
  const numbered = (all, ids) => new Set(all.flatMap((id, i) => (ids.has(id) ? [i] : [])));

  /* The sentences about the rows kept of one list. */
  const ABOUT = {
    places: ({ sentences, evidence, ends }, rows, add) => {
      sentences.forEach(([, ...places], i) => places.some((place) => rows.has(place)) && add(i));
      evidence.forEach(([bundle, ...both]) => ends[bundle].some((end) => rows.has(end)) && add(...both.slice(0, 2)));
    },
    bundles: ({ evidence }, rows, add) => evidence.forEach(([bundle, a, b]) => rows.has(bundle) && add(a, b)),
    actors: ({ evidence }, rows, add) => evidence.forEach(([, a, b, actor]) => rows.has(actor) && add(a, b)),
    articles: ({ sentences }, rows, add) => sentences.forEach(([article], i) => rows.has(article) && add(i)),
  };

  /**
   * @param {SentencesView} data
   * @param {Record<string, Set<string>>} kept ids of the rows of each list
   * @returns {DatelineEvents["timeline_frame"]}
   */
  dateline.narrowed = (data, kept) => {
    const rows = Object.entries(kept).filter(([list, ids]) => ids.size && list in ABOUT)
      .map(([list, ids]) => ({ list, numbers: numbered(data[list], ids) }));
    if (rows.length === 0) return {};
    const about = rows.map(({ list, numbers }) => {
      const found = new Set();
      ABOUT[list](data, numbers, (...all) => all.forEach((one) => found.add(one)));
      return found;
    });
    const stays = (sentence) => about.every((found) => found.has(sentence));
    /** @type {Record<string, number>} */
    const places = {};
    data.sentences.forEach(([, ...named], i) => stays(i) && named.forEach((place) => {
      const id = data.places[place];
      places[id] = (places[id] || 0) + 1;
    }));
    const of = (list) => rows.find((one) => one.list === list)?.numbers;
    const [bundles, actors] = [of("bundles"), of("actors")];
    const links = data.evidence.filter(([bundle, a, b, actor]) => stays(a) && stays(b)
      && (!bundles || bundles.has(bundle)) && (!actors || actors.has(actor)));
    return { places, links: [...new Set(links.map(([bundle]) => data.bundles[bundle]))] };
  };
})();
