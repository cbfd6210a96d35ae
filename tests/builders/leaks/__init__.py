"""Personal numbers in every input, and a search of every output."""
