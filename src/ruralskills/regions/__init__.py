"""Administrative regions: the list of townships and villages of an office, and their names."""

from ruralskills.regions.gazetteer import Gazetteer, PlaceMatch
from ruralskills.regions.hierarchy import Area, AreaLine, Level, RegionError, Regions, level_of
from ruralskills.regions.names import full_name, township_name, village_name
from ruralskills.regions.similar_names import nearest_name

__all__ = [
    "Area",
    "AreaLine",
    "Gazetteer",
    "Level",
    "PlaceMatch",
    "RegionError",
    "Regions",
    "full_name",
    "level_of",
    "nearest_name",
    "township_name",
    "village_name",
]  # fmt: skip
