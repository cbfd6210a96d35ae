"""The bulletin of a period: its sentences as data, and the files made of them."""
