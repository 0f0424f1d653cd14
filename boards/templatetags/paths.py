"""Paths in templates that are rendered often."""

from django import template

from boards.caching.paths import path_of

register = template.Library()

register.simple_tag(path_of, name="path")
