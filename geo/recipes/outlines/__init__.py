"""The recipe of the outlines that the map draws beside the basemap's countries.

    python -m geo.recipes.outlines WORLD_MAP.gpkg NATURE_FOLDER

makes ``geo/web/outlines.json.gz``: the provinces of the world, seas, lakes, rivers, ranges and
deserts, and the larger towns. Needs the extra "recipes" and shapely.
"""
