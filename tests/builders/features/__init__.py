"""Workbooks with one feature each, as offices' programs write them."""

from __future__ import annotations

from builders.features import cells, dialects, drawings, notes, parts, sheets
from builders.features.feature import FEATURES, Feature

__all__ = ["FEATURES", "Feature", "cells", "dialects", "drawings", "notes", "parts", "sheets"]
