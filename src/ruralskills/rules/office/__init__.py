"""O: an office's own waivers."""
