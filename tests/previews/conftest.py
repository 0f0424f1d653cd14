"""What tests of previews ask for."""

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from tests.previews.other_sites import OtherSite, running_site


@pytest.fixture
def site() -> Iterator[OtherSite]:
    """Another site, without answers yet."""
    with running_site() as other_site:
        yield other_site


@pytest.fixture
def previews_on(settings: Settings) -> None:
    """Other tests have no previews, so that they ask no other site."""
    settings.LINK_PREVIEWS = True
