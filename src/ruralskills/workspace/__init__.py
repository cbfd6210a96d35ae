"""The workspace: an office's settings."""
