"""Runs that are killed at a random moment, and what must hold after each."""
