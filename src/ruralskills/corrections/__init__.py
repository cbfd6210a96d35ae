"""Write corrected copies and compare returned ones."""
