"""The log: bounded, in UTF-8, without a private session's words, never in anybody's way."""

from __future__ import annotations

import logging

import pytest

from geo import logs

WORDS = "Wŏnsan 원산 🛳"


@pytest.fixture
def folder(fresh_settings, tmp_path):
    fresh_settings.setenv("DATELINE_DATA_DIR", str(tmp_path / "data" / "deep"))
    return tmp_path / "data" / "deep"


@pytest.fixture
def log(folder):
    """Keep the log of a folder that is not there yet; give its file."""
    logger = logging.getLogger("geo")
    before = list(logger.handlers)
    logs.keep_log()
    yield folder / logs.LOG_FILE
    for handler in set(logger.handlers) - set(before):
        logger.removeHandler(handler)
        handler.close()


def failure(words=WORDS):
    """Give an error raised while another was handled, as one catches it."""
    try:
        try:
            {}[words]
        except KeyError as error:
            raise ValueError(f"no place {words}") from error
    except ValueError as error:
        return error


def test_a_failure_is_noted_with_its_traceback_and_what_was_behind(log):
    logs.log_failure(failure(), private=False)
    text = log.read_text("utf-8")
    assert text.count("Traceback") == 2
    assert f"KeyError: '{WORDS}'" in text
    assert f"ValueError: no place {WORDS}" in text
    assert "in failure" in text
    assert "ERROR geo.logs" in text


def test_of_a_private_session_the_words_are_left_out(log):
    logs.log_failure(failure(), private=True)
    text = log.read_text("utf-8")
    assert WORDS not in text
    assert "no place Wŏnsan" not in text
    assert text.index("KeyError") < text.index("ValueError")
    assert text.count("in failure") == 2


def test_an_error_behind_itself_ends(log):
    first, second = ValueError("a"), KeyError("b")
    first.__context__, second.__context__ = second, first
    logs.log_failure(first, private=True)
    assert log.read_text("utf-8").count("KeyError") == 1


@pytest.mark.parametrize(
    "name", ["geo.cache.store", "geo.sqlite.store", "geo.collections.store"]
)
def test_what_dateline_warns_of_is_there_too(log, name):
    logging.getLogger(name).warning("a reading cannot be used: %s", WORDS)
    assert f"WARNING {name}: a reading cannot be used: {WORDS}" in log.read_text(
        "utf-8"
    )


def test_what_others_log_is_not(log):
    logging.getLogger("streamlit").warning(WORDS)
    assert not log.exists()


def test_it_never_grows_beyond_its_bound(log):
    for _ in range(40):
        logs.log_failure(ValueError("x" * (logs.MAX_BYTES // 8)), private=False)
    files = sorted(log.parent.iterdir())
    assert len(files) == logs.OLDER_FILES + 1
    assert all(file.stat().st_size <= logs.MAX_BYTES for file in files)


def test_half_a_character_costs_no_line(log, monkeypatch):
    # pytest's own handlers would pass it on between its processes, which take whole ones.
    monkeypatch.setattr(logging.getLogger("geo"), "propagate", False)
    logs.log_failure(ValueError("\ud83d here"), private=False)
    assert "\\ud83d here" in log.read_text("utf-8")


def test_a_folder_that_cannot_be_made_costs_nothing(folder, log, capsys):
    folder.parent.parent.mkdir(parents=True, exist_ok=True)
    folder.parent.write_text("a file, not a folder", "utf-8")
    logs.log_failure(failure(), private=False)
    assert folder.parent.is_file()
    assert capsys.readouterr().err == ""


def test_nothing_is_made_before_there_is_something_to_say(folder, log):
    assert not folder.exists()
