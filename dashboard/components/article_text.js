
/* Mounts the reader in Streamlit; called again with each change of the data. */
export default function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".reader");
  root.ask = (article) => setTriggerValue("opened", article);
  root.reader = root.reader || new window.dateline.Reader(root, (article) => root.ask(article));
  root.reader.update(data);
  return () => { if (!root.isConnected) root.reader.destroy(); };
}
