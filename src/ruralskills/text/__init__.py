"""Text tools that know nothing of the field."""
