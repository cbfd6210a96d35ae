"""Workbooks for tests, as offices make them. Every person in them is invented."""
