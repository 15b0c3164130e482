
/* Mounts the reader in Streamlit; called again with each change of the data. */
export default function mount({ data, parentElement }) {
  const root = parentElement.querySelector(".reader");
  root.reader = root.reader || new window.dateline.Reader(root);
  root.reader.update(data);
  return () => { if (!root.isConnected) root.reader.destroy(); };
}
