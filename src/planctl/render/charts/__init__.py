"""Pictures of figures as SVG, each with a title, a description and a table of the same. Pure: from plain data to text."""
