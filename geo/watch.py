"""How long the stages of one article may take, and what is said where one was ended early."""

from __future__ import annotations

from time import monotonic

from geo.model import Progress, Reading

# Parts of the time for an article: for finding names, for what they mean, and for links.
_RECOGNISING, _RESOLVING, _LINKING = 0.6, 0.15, 0.25
_CUT = "only the first "


class Watch:
    """Told how far the reading is; says when a stage has taken long enough."""

    def __init__(self, seconds: float, progress: Progress | None) -> None:
        self._starts = {_RECOGNISING: monotonic()}  # of the stages
        self._seconds = seconds
        self._progress = progress
        self._cut: dict[str, float] = {}  # what was ended early, and at which share

    def recognising(self, share: float) -> bool:
        """Return whether finding names has to end here."""
        if self._progress:
            self._progress(share, "reading")
        return self._late(share, "read", _RECOGNISING)

    def resolving(self, share: float) -> bool:
        """Return whether finding what names mean has to end here."""
        return self._late(share, "read", _RESOLVING)

    def linking(self, share: float) -> bool:
        """Return whether looking for links has to end here."""
        return self._late(share, "searched for links", _LINKING)

    def notes(self) -> list[str]:
        """Return what to say of what was ended early."""
        return [cut_note(share, done) for done, share in self._cut.items()]

    def _late(self, share: float, done: str, part: float) -> bool:
        now = monotonic()
        late = now - self._starts.setdefault(part, now) > part * self._seconds
        if late and share < 1:
            self._cut[done] = min(share, self._cut.get(done, 1.0))
        return late


def cut_note(share: float, done: str = "read") -> str:
    """Return the note of an article whose reading took too long: what was done with how much."""
    return (
        f"{_CUT}{share:.0%} of it was {done} in the time given; split it, or raise"
        " DATELINE_ARTICLE_SECONDS"
    )


def was_cut(reading: Reading) -> str:
    """Return the note of a reading that took too long, or ""."""
    return next((note for note in reading.article.notes if note.startswith(_CUT)), "")
