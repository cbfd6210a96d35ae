"""The terms that all stages share: cells, findings, tables, rules, periods."""
