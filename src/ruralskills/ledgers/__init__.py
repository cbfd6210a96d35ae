"""The ledgers, a module each."""

from ruralskills.ledgers.all_ledgers import *  # noqa: F403  # their list is all there is
