"""Text tools without knowledge of the field."""
