"""The types of the scripts are those of Python."""

from __future__ import annotations

from view_types import FILE, declarations


def test_what_the_scripts_expect_is_what_python_hands_them():
    assert FILE.read_text("utf-8") == declarations(), "python tests/view_types.py"
