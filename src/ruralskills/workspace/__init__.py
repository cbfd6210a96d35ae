"""The workspace of an office: its settings."""
