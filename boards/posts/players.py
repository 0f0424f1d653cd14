"""Lets a page load the players of the videos that it shows, and no other frame."""

from collections.abc import Sequence

from django.http import HttpResponse

from boards.posts.text.videos import Video, frame_sources


def may_play(response: HttpResponse, videos: Sequence[Video]) -> HttpResponse:
    """Name the players of some videos in the response's Content-Security-Policy; none for none."""
    if videos:
        # As django-csp's own decorators tell its middleware.
        response._csp_update = {"frame-src": frame_sources(videos)}  # type: ignore[attr-defined]
    return response
