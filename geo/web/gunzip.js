/* A long drawing comes zipped (geo/draw): gzip, in base64, several times shorter. */
(() => {
  const { dateline } = window;

  const gunzip = (text) => {
    const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream).json();
  };

  /* Makes of draw(map, data) what also takes zipped data: those it draws a moment later. */
  dateline.gunzipped = (draw) => async (map, data) =>
    draw(map, typeof data === "string" ? await gunzip(data) : data);
})();
