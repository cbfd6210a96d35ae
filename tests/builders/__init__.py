"""Workbooks for tests, made the way offices make them; every person in them is invented."""
