"""Status, change, roll-up and their explanations. Pure: the same workspace, period and day give the same result."""
