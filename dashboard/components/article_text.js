
/**
 * Mounts the reader in Streamlit; called again with each change of the data.
 * @param {Mounted<ReaderView>} mounted
 */
export default function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".reader");
  // Told at the same moment as another part of the page, Streamlit runs that part alone.
  root.ask = (article, tries = 5) => {
    setTriggerValue("opened", article);
    clearTimeout(root.again);
    root.again = setTimeout(() => root.reader.pending && tries > 1 && root.ask(article, tries - 1), 1000);
  };
  root.reader = root.reader || new window.dateline.Reader(root, (article) => root.ask(article));
  window.dateline.correctable = true;
  root.missed = root.missed || new window.dateline.Missed(root.reader);
  root.reader.update(data);
  return window.dateline.bus.leaving(root, () => {
    clearTimeout(root.again);
    root.missed.destroy();
    root.reader.destroy();
  });
}
