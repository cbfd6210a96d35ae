"""Kinds of cell values: a module a kind, each with its reader."""
