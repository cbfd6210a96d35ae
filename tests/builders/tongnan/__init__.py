"""The fictitious district of the examples, and how its offices write it down."""
