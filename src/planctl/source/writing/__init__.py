"""Files on the disk, all or none: `write` changes those of a workspace, `output` makes those that are for others."""
