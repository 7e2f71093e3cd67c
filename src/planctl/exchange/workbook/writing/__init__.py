"""The workbook in openpyxl: how its sheets are written, look, print and are packed."""
