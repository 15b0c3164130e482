
/**
 * Mounts the reader in Streamlit; called again with each change of the data.
 * @param {Mounted<ReaderView & { heard: number }>} mounted
 */
export default function mount({ data, parentElement, setTriggerValue }) {
  const root = parentElement.querySelector(".reader");
  const { bus, Missed, Reader } = window.dateline;
  root.tell = bus.teller(root, setTriggerValue, data.heard);
  root.reader = root.reader || new Reader(root, (article) => root.tell("opened", article));
  window.dateline.correctable = true;
  root.missed = root.missed || new Missed(root.reader);
  root.reader.update(data);
  return bus.leaving(root, () => {
    root.missed.destroy();
    root.reader.destroy();
  });
}
