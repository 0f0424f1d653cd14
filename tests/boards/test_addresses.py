"""Addresses that are asked for most are found at once, however many others there are."""

import pytest
from django.urls import resolve
from django.urls.resolvers import RoutePattern

MANY = 10  # routes that are compared at most


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/", "posts:home"),
        ("/all/", "posts:all"),
        ("/posts/12/", "posts:article"),
        ("/posts/12/comments/", "posts:comments"),
        ("/posts/12/recommend/", "posts:recommend"),
        ("/boards/talk/", "posts:board"),
        ("/boards/talk/write/", "posts:write"),
        ("/uploads/3f2b8a52-3a39-4a5c-9b8e-0d6a5a1f1c11/800.webp", "posts:picture"),
    ],
)
def test_what_is_asked_for_most_is_compared_with_few_routes(path, name, monkeypatch):
    compared = []
    match = RoutePattern.match

    def noted(self, rest):
        compared.append(str(self))
        return match(self, rest)

    monkeypatch.setattr(RoutePattern, "match", noted)

    assert resolve(path).view_name == name
    assert len(compared) <= MANY
