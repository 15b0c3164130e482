"""How data files of the product are made: run by developers, not part of an install.

Nothing imports a recipe. What recipes need beyond the product is the extra ``recipes``.
"""
