"""Change cells of a workbook and leave every other byte as it is."""
