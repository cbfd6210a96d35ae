"""P, C7: identity, duplicates, schedule conflicts, certificates."""
