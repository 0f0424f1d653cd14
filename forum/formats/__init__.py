"""How Django itself shows dates, in the admin above all: as `boards.moments.display` does."""
