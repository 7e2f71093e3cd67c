"""What the rows of each table hold: a module for each table, and what they share."""
