"""N, F, D, P: claims, funds, subsidies."""
