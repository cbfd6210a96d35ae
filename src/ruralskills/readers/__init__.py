"""Readers of spreadsheets: from the bytes of a file to grids of cells."""
