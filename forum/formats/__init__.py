"""How Django itself shows dates, in the admin above all: in the forms of `boards.moments`."""
