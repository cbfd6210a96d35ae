"""Small faults put into values, facts and rules, to see what tests notice."""
