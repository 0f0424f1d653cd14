"""Categories (말머리) of posts."""
