"""Damaged input for whatever reads: values, files, sheets to write in, plans, answers and forms."""
