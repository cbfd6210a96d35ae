"""Outcomes as console text, json, csv, html and xlsx."""
