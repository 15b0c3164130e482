"""The recipe of ``geo/web/basemap.json``: from two public topologies of Natural Earth.

    python -m geo.recipes.basemap VISIONSCARTO_50M.json WORLD_ATLAS_50M.json OUT.json

Needs nothing beyond the standard library. What is dashed, and why: ``geo/web/BASEMAP.md``.
"""
