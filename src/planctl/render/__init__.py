"""Terminal, JSON and other outputs: how results are shown."""
