"""Y, I, Z, X: registers, exclusions, places, coverage."""
