"""T, N, K, B, V, E, M: classes, hours, courses, attendance, providers."""
