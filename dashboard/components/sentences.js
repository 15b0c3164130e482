
/**
 * Has what each sentence names ready for the lists (narrowed.js).
 * @param {Mounted<SentencesView | null>} mounted
 */
export default function mount({ data }) {
  (window.dateline ??= /** @type {any} */ ({})).sentences = data;
}
