"""How the weights of `geo/data/link_weights.tsv` are trained: see ``__main__``."""
