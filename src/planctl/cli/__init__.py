"""The commands: one thin module each. Heavy imports stay inside the commands, so that each starts as fast as it can."""
