"""Paths in templates that are rendered often."""

from django import template

from boards.caching.paths import cached_reverse

register = template.Library()

register.simple_tag(cached_reverse, name="path")
