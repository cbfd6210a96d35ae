"""Tests of whole checks: sheets in, findings out."""
