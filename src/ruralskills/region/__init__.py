"""Regions: the list of townships and villages that an office hands in, and names as they compare."""

from ruralskills.region.alike import nearest
from ruralskills.region.listed import Area, Entry, Level, RegionError, Regions, level_of
from ruralskills.region.names import known_as, township_name, village_name
from ruralskills.region.place import Found, Gazetteer

__all__ = [
    "Area", "Entry", "Found", "Gazetteer", "Level", "RegionError", "Regions", "known_as", "level_of", "nearest",
    "township_name", "village_name",
]  # fmt: skip
