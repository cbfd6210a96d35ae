"""Reports of an outcome: console text, json, csv, html and xlsx."""
