"""The example counties, a module each; ``making.drawn`` tells how they are described."""
