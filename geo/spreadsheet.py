"""What a spreadsheet would run as a formula, told from plain words."""

from __future__ import annotations

import re

# OWASP, "CSV injection": also after blanks and invisible characters, and in the wide forms
# that East Asian keyboards give.
FORMULA = re.compile(
    r"[\t\r\n]|[\s\x00-\x1f\u200b-\u200f\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫−]"
)


def escape_formula(cell: str) -> str:
    """Keep words from being run: those that would be get an apostrophe in front."""
    return f"'{cell}" if FORMULA.match(cell) else cell


def unescape_formula(cell: str) -> str:
    """Return the words of a cell that may have been escaped."""
    quoted = cell.startswith("'") and FORMULA.match(cell[1:])
    return cell[1:] if quoted else cell
