"""C, R, S: cells, columns and expected columns."""
