"""Rules that carry out what notices declare themselves."""
