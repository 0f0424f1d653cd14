"""The trash: what was deleted, restoring it, and erasing it for good when its time has come."""
