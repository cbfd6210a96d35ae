"""Who counts as a leader in stock."""

from ruralskills.ledgers.stock import REMOVED, in_stock

__all__ = ["REMOVED", "in_stock"]
