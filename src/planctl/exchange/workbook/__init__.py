"""The input workbook: what a controller sends out, and gets back filled in."""
