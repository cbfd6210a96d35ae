"""D, U: dates, steps, duties."""
