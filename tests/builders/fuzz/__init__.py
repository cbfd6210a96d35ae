"""Damaged input: cells, files, sheets to write in, plans, answers and forms."""
