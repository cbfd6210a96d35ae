"""Read the bytes of a file into grids of cells."""
