"""The door to spreadsheets: open them safely, find their tables, read them into typed columns."""
