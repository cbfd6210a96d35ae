"""Regions: the list of townships and villages that an office hands in, and names as they compare."""

from ruralskills.regions.gazetteer import Gazetteer, PlaceMatch
from ruralskills.regions.hierarchy import Area, AreaLine, Level, RegionError, Regions, level_of
from ruralskills.regions.names import known_as, township_name, village_name
from ruralskills.regions.similar_names import nearest

__all__ = [
    "Area",
    "AreaLine",
    "Gazetteer",
    "Level",
    "PlaceMatch",
    "RegionError",
    "Regions",
    "known_as",
    "level_of",
    "nearest",
    "township_name",
    "village_name",
]  # fmt: skip
