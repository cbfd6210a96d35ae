"""From a file to grids: know it for what it is, look it through, read it safely."""
