"""The example counties, a module each; ``builders.county`` tells how they are described."""
