"""How the gazetteer file is made: from the packaged base, and from GeoNames' own files."""
