"""Scheduling: the bulletin of a closed period, started by the machine itself."""
