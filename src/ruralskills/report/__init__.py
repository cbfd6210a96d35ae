"""Reports: functions of an Outcome, a module a format."""
