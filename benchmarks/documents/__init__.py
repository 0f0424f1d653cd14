"""What people and programs read of the measurements: a module for each table, and its rows."""
