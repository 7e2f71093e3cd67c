"""Files from other programs as sheets of cells: guarded against what a hostile or broken file may hold, and blind to what its cells mean."""
