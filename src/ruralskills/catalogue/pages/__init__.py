"""Reference pages, written from what the program declares."""
