"""The recipe of Dateline's language pipeline; run it with ``python -m``."""
