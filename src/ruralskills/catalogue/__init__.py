"""Notices, clause coverage and rules, proofread and explained."""
