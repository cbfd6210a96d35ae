"""Files written whole or not at all, and over nothing that is not ours."""
