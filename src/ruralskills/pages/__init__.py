"""Pages that explain: notices, rules, ledgers; for the screen, for a browser, and for programs."""
