"""Find the tables on a sheet and the ledger that each one is."""
