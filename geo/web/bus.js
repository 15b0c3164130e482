/* One channel between text, map and panel. In the dashboard the map lives in a frame of
   its own, so everybody meets on the document of the page around it.

   select {kind, id, from}        a place or link was chosen; kind "" for none
   hover  {id}                    the pointer is on a place; id "" when it leaves
   quote  {article, start, end}   show these words in the text
   show   {places, links}         what is on the map, with names
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

  dateline.bus = { on, send };
})();
