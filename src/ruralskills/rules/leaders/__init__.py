"""L, H, M: leaders, their households and villages."""
