"""A, N, Q, M: totals, targets, recounts, quarters."""
