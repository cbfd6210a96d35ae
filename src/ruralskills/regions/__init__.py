"""Administrative regions: an office's list of them, and their names."""

from ruralskills.regions.gazetteer import UPPER_AREA, Gazetteer, PlaceMatch, bare_area
from ruralskills.regions.hierarchy import Area, AreaLine, Level, RegionError, Regions, level_of
from ruralskills.regions.names import VillageNames, is_township, township_name, village_name
from ruralskills.regions.similar_names import nearest_name
from ruralskills.regions.unit_names import UnitNames

__all__ = [
    "UPPER_AREA",
    "Area",
    "AreaLine",
    "Gazetteer",
    "Level",
    "PlaceMatch",
    "RegionError",
    "Regions",
    "UnitNames",
    "VillageNames",
    "bare_area",
    "is_township",
    "level_of",
    "nearest_name",
    "township_name",
    "village_name",
]  # fmt: skip
