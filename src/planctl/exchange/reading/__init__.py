"""Files from other programs as sheets of cells: guarded against hostile and broken files, and blind to what the cells mean."""
