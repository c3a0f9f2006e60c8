"""Records as the sheets of a workbook: the template, the way in, the downloads."""
