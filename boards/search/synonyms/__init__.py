"""Other names of what is searched for."""
