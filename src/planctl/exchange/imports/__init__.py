"""From the cells of a file to outcomes on file: what each cell says and of what, what of it is new, and the texts that say so.

A reader (`own_workbook` for planctl's own workbooks, `foreign` for others) turns cells into statements; from there on all go one way.
"""
