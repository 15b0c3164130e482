/* Light or dark: as the page around the map looks, and whenever that changes.
   In the dashboard the page is Streamlit's, whose menu can differ from the system. */
(() => {
  const { dateline } = window;
  const SYSTEM = "(prefers-color-scheme: dark)";

  const page = () => {
    try {
      const outer = window.parent !== window && window.parent.document;
      return (outer && outer.querySelector(".stApp")) || document.documentElement;
    } catch {
      return document.documentElement; // the page around is out of reach
    }
  };

  const read = () => {
    const scheme = getComputedStyle(page()).colorScheme;
    if (scheme.includes("dark") && scheme.includes("light")) {
      return window.matchMedia(SYSTEM).matches ? "dark" : "light";
    }
    return scheme.includes("dark") ? "dark" : "light";
  };

  const listeners = [];
  const theme = { now: "light", on: (listener) => listeners.push(listener) };

  const refresh = () => {
    const now = read();
    if (page() !== document.documentElement) document.documentElement.style.colorScheme = now;
    if (now === theme.now) return;
    theme.now = now;
    listeners.forEach((listener) => listener());
  };

  refresh();
  window.matchMedia(SYSTEM).addEventListener("change", refresh);
  const watched = page();
  const observer = new MutationObserver(refresh);
  const changes = { attributes: true, attributeFilter: ["class", "style"] };
  observer.observe(watched, changes);
  observer.observe(watched.ownerDocument.documentElement, changes);
  dateline.theme = theme;
})();
