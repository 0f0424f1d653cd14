"""Which post stands at which number of a list: exact totals, and any page by key."""
