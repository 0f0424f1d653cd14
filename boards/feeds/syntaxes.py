"""The two ways in which a feed is written, as a part of its address."""


class SyntaxConverter:
    """Takes `atom` or `rss` from the end of an address."""

    regex = "atom|rss"

    def to_python(self, value: str) -> str:
        """Return the syntax as it stands in the address."""
        return value

    def to_url(self, value: str) -> str:
        """Return the syntax as it stands in the address."""
        return value
