/* A long drawing comes packed (geo/draw): gzip, in base64, several times shorter. */
(() => {
  const dateline = (window.dateline = window.dateline || {});

  const unpack = (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).json();
  };

  /* Makes of draw(map, data) what also takes packed data: those it draws a moment later. */
  dateline.unpacked = (draw) => async (map, data) =>
    draw(map, typeof data === "string" ? await unpack(data) : data);
})();
