"""Tags of the support room."""
