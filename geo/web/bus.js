/* One channel between text, map and panel. In the dashboard the map lives in a frame of
   its own, so everybody meets on the document of the page around it.

   select {kind, id, from}        a place, link or journey was chosen; kind "" for none
   hover  {id}                    the pointer is on a place; id "" when it leaves
   quote  {article, start, end}   show these words in the text
   stops  {kind, id, name, stops} the passages of what is chosen: [article, start, end] each
   show   {places, links}         what is on the map, with names
   at     {article, start, end, places}  the text is being read here
   peek   {name, lat, lon}        show this spot for a moment; {} for no longer
   pick   {on}                    the next click on the map is a spot to be told
   spot   {lat, lon}              it was clicked here; {} for given up
   missed {article, start, end}   these words are a place that was missed
   mean   {place, id}             a runner-up (id) is right for a chosen place
   key    {key}                   "n", "p", "m" or "Escape", pressed anywhere but in a field
   ready  {}                      somebody arrived late: say select and show again */
(() => {
  const dateline = (window.dateline = window.dateline || {});
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

  dateline.bus = { on, send };
})();
