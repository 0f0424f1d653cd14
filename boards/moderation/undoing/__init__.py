"""Undoing what the log says that was done, as long as nobody changed it since."""
