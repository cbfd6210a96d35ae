"""What the program knows, explained: notices, clause coverage, reference pages."""
