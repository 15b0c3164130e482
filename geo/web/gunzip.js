/* A long drawing, and the sheet of a page, comes zipped (geo/draw, geo/export): gzip, in base64, several times shorter. */
(() => {
  const { dateline } = window;

  const gunzip = (text) => { // an answer, as of a request
    const letters = atob(text);
    const bytes = new Uint8Array(letters.length);
    for (let i = 0; i < letters.length; i += 1) bytes[i] = letters.charCodeAt(i);
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Response(stream);
  };

  /* Makes of draw(map, data) what also takes zipped data: those it draws a moment later. */
  dateline.gunzipped = (draw) => async (map, data) =>
    draw(map, typeof data === "string" ? await gunzip(data).json() : data);
  dateline.gunzip = gunzip;
})();
