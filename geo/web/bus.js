/* One channel between text, map and panel. In the dashboard the map lives in a frame of
   its own, so everybody meets on the document of the page around it.

   select  {kind, id, from}       a place, link or journey was chosen; kind "" for none
   hover   {id}                   the pointer is on a place; id "" when it leaves
   quote   {article, start, end}  show these words in the text
   passages {kind, id, name, stops}   those of what is chosen: [article, start, end] each
   visible {places, links}        what is on the map, with names
   counted {drawing, show, about} another answer of an archive is on the map; about "" while what is seen stays
   timeline_frame {places, links, label}  playback: only these for now; {} for all again
   compare {sides, a, b}          the places by side, "a", "b" or "both"; {} ends it
   look    {look, n}              the map as "dots", "countries", "provinces" or "heat"; n counts choices
   keep    {facet, id, choice}    keep only what has to do with this country, place, article ..., or no longer;
                                  what is chosen with it was sent from "row"
   area    {south, west, north, east}  keep only what lies in this part of the world
   tiles   {on}                   the street map behind the markers
   picture {show, title}          save the map as a picture, perhaps with more on it
   sheet_asked {}                 somebody wants the map as a sheet for print
   sheet_made {name, svg}         here it is, to be saved
   reading_position {article, start, end, places}  the text is being read here
   preview_point {name, lat, lon} show this spot for a moment; {} for no longer
   pick    {on}                   the next click on the map is a spot to be told
   spot    {lat, lon}             it was clicked here; {} for given up
   card    {view, done, closed}   what the card beside a word offers, or what came of it
   card_asked {article, start, end, search}  a card wants to know what the words could be
   card_said {article, start, end, do, scope, id, lat, lon}  what they are
   card_undo {id}                 as it was before
   use_alternative {place, id}    a runner-up (id) is right for a chosen place
   key     {key}                  "n", "p", "m" or "Escape", pressed anywhere but in a field
   ready   {}                     somebody arrived late: tell select and visible again
   answering {}                   the panel arrived: what was chosen before it could hear is told again */
(() => {
  const PATIENCE = 1000; // ms until what was told and not answered is told again; the whole page takes longer
  const TIMES = 4; // each after twice as long
  const dateline = (window.dateline ??= /** @type {any} */ ({})); // what all scripts share
  if (dateline.bus) return;

  // Only Streamlit's frame around the map defines window.Streamlit.
  const home = window.Streamlit && window.parent ? window.parent : window;
  const gone = () => home !== window && !window.frameElement;

  const on = (name, listener) => {
    const type = `dateline:${name}`;
    const hear = (event) => (gone() ? off() : listener(event.detail));
    const off = () => home.document.removeEventListener(type, hear);
    home.document.addEventListener(type, hear);
    return off;
  };
  const send = (name, detail = {}) =>
    home.document.dispatchEvent(new home.CustomEvent(`dateline:${name}`, { detail }));

  // A key belongs to the field, the dialog or the open menu it is pressed in.
  const TAKEN = "input, textarea, select, [contenteditable], [role=dialog], [aria-expanded=true]";
  const taken = (event) => event.composedPath().some(
    (element) => element instanceof Element && element.matches(TAKEN));
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (["n", "p", "m", "Escape"].includes(event.key) && !taken(event)) send("key", { key: event.key });
  });

  /* Makes what Streamlit calls when a component goes: then it is still on the page, as it
     is when only its data change, so it is looked for a moment later. */
  const leaving = (root, act) => () => setTimeout(() => { if (!root.isConnected) act(); });

  /**
   * Makes what tells Python for a part of the page, again while it is not answered: of what two
   * parts tell at the same moment Streamlit runs one alone, or the answer to one is lost.
   * @param {any} root called for again with each change of the part's data
   * @param {(name: string, value: any) => void} trigger
   * @param {number} heard the last that Python heard (fields.heard)
   * @param {boolean} whole whether the whole page answers
   */
  const teller = (root, trigger, heard, whole = false) => {
    root.trigger = trigger;
    root.heard = heard;
    root.told ??= heard;
    return (name, what) => {
      const n = root.told += 1;
      const tell = (time) => {
        root.trigger(name, { n, what });
        setTimeout(() => { if (time < TIMES && root.isConnected && root.heard < n) tell(time + 1); }, PATIENCE * 2 ** (whole ? time + 2 : time));
      };
      tell(0);
    };
  };

  /**
   * What the filters leave on the map, from rows to what the event show tells.
   * @param {ShownRows} show
   */
  const spell = ({ places, links, regions, words, heading, file }) => {
    const named = (rows, say) => Object.fromEntries(rows.map(([id, ...row]) => [id, say(row)]));
    return {
      places: named(places, ([name, where, n = 1, unsure = 0, language = ""]) =>
        ({ name, where: words[where], n, unsure: Boolean(unsure), languages: language ? [language] : [] })),
      links: named(links, ([name, said, n = 1, many = 1, status = "stated", languages = ""]) =>
        ({ name, words: words[said], n, links: many, status, languages: languages ? languages.split(" ") : [] })),
      regions: named(regions, ([name, said]) => ({ name, words: said })),
      heading,
      file,
    };
  };

  dateline.bus = { on, send, leaving, teller, spell };
})();
