"""The two ways in which a feed is written, as a part of its URL."""


class SyntaxConverter:
    """Takes `atom` or `rss` from the end of a URL."""

    regex = "atom|rss"

    def to_python(self, value: str) -> str:
        """Return the syntax as it stands in the URL."""
        return value

    def to_url(self, value: str) -> str:
        """Return the syntax as it stands in the URL."""
        return value
