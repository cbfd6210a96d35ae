"""Roll-ups: the figures of a period, from what townships and counties sent."""
