
/**
 * Mounts the reader in Streamlit; called again with each change of the data.
 * @param {Mounted<ReaderView>} mounted
 */
export default function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".reader");
  root.ask = (article) => setTriggerValue("opened", article);
  root.reader = root.reader || new window.dateline.Reader(root, (article) => root.ask(article));
  window.dateline.correctable = true;
  root.missed = root.missed || new window.dateline.Missed(root.reader);
  root.reader.update(data);
  return window.dateline.bus.leaving(root, () => {
    root.missed.destroy();
    root.reader.destroy();
  });
}
