"""Asks a site for the addresses that are measured."""

import json
from collections.abc import Mapping

from benchmarks.managing import answer_of
from benchmarks.pages import Addresses


def addresses_of(environment: Mapping[str, str]) -> Addresses:
    """Return what there is to ask for; members are signed in, and the views of before forgotten.

    Args:
        environment: of the site.

    Raises:
        benchmarks.managing.CommandFailed: when the site cannot be asked.
    """
    code = "from benchmarks.urls import tell; tell()"
    return Addresses(**json.loads(answer_of(code, environment=environment)))
