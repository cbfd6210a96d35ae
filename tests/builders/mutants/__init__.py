"""Small faults put into values, facts and rules, to see whether a test notices each."""
