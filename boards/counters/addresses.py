"""The network by which a reader is told from others."""

from boards.networks import network_of

__all__ = ["network_of"]
