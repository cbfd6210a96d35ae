"""Write files whole or not at all, and over nothing that somebody else has written."""
