"""Forms filled from data, filled forms read back, and blank ledgers."""
