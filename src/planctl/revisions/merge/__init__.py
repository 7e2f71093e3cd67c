"""The three-way merge of a file by identity: `driver` is the way in."""
