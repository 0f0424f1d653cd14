"""The one verb: undoing a line of the log."""
