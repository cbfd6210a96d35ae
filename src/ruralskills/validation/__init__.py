"""Check ledgers: from paths to an outcome."""
