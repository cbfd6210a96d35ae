"""Inputs that make a program hang: texts for patterns, files for commands."""
