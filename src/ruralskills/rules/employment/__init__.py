"""W: workshops, posts, jobs."""
