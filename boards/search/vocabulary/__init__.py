"""The words of titles and tags that everybody may read, to suggest another spelling."""
