
/* Has the browser remember who it is and what was open; no other site is told. */
export default function mount({ data }) {
  for (const [name, value] of Object.entries(data)) {
    document.cookie = `${name}=${value}; path=/; max-age=34560000; samesite=strict`;
  }
}
