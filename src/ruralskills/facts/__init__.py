"""Facts about rows, as far as they are certain, shared by rules and counts."""
