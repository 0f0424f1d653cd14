"""What Google demands of structured data, as JSON Schema.

Written after its pages on discussion forums, profile pages and breadcrumbs: the required
properties, the types of the recommended ones, and nothing besides what schema.org knows.
"""

from typing import Any

ADDRESS = {"type": "string", "format": "uri", "pattern": "^https?://[^/]+/"}
TEXT = {"type": "string", "minLength": 1}
MOMENT = {
    "type": "string",
    "pattern": r"^\d{4}-\d\d-\d\d(T\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d))?$",
}
CONTEXT = {"const": "https://schema.org"}

PERSON = {
    "type": "object",
    "properties": {"@type": {"const": "Person"}, "name": TEXT, "url": ADDRESS},
    "required": ["@type", "name"],
    "additionalProperties": False,
}
COUNTER = {
    "type": "object",
    "properties": {
        "@type": {"const": "InteractionCounter"},
        "interactionType": {
            "enum": [
                f"https://schema.org/{action}Action"
                for action in ("View", "Like", "Comment", "Write")
            ]
        },
        "userInteractionCount": {"type": "integer", "minimum": 0},
    },
    "required": ["@type", "interactionType", "userInteractionCount"],
    "additionalProperties": False,
}
WRITTEN = {
    "@id": ADDRESS,
    "url": ADDRESS,
    "text": TEXT,
    "author": PERSON,
    "datePublished": MOMENT,
    "dateModified": MOMENT,
    "comment": {"type": "array", "minItems": 1, "items": {"$ref": "#/$defs/comment"}},
}
COMMENT = {
    "type": "object",
    "properties": {**WRITTEN, "@type": {"const": "Comment"}, "interactionStatistic": COUNTER},
    "required": ["@type", "author", "datePublished", "text", "url"],
    "additionalProperties": False,
}
DISCUSSION: dict[str, Any] = {
    "$defs": {"comment": COMMENT},
    "type": "object",
    "properties": {
        **WRITTEN,
        "@context": CONTEXT,
        "@type": {"const": "DiscussionForumPosting"},
        "mainEntityOfPage": ADDRESS,
        "headline": TEXT,
        "inLanguage": {"enum": ["ko", "en"]},
        "image": ADDRESS,
        "keywords": {"type": "array", "items": TEXT},
        "isPartOf": {
            "type": "object",
            "properties": {"@type": {"const": "CollectionPage"}, "name": TEXT, "url": ADDRESS},
            "required": ["@type", "url"],
            "additionalProperties": False,
        },
        "interactionStatistic": {"type": "array", "items": COUNTER},
        "commentCount": {"type": "integer", "minimum": 0},
    },
    "required": ["@context", "@type", "author", "datePublished", "headline", "text", "url"],
    "additionalProperties": False,
}
BREADCRUMBS: dict[str, Any] = {
    "type": "object",
    "properties": {
        "@context": CONTEXT,
        "@type": {"const": "BreadcrumbList"},
        "itemListElement": {
            "type": "array",
            "minItems": 2,
            "items": {
                "type": "object",
                "properties": {
                    "@type": {"const": "ListItem"},
                    "position": {"type": "integer", "minimum": 1},
                    "name": TEXT,
                    "item": ADDRESS,
                },
                "required": ["@type", "position", "name", "item"],
                "additionalProperties": False,
            },
        },
    },
    "required": ["@context", "@type", "itemListElement"],
    "additionalProperties": False,
}
PROFILE: dict[str, Any] = {
    "type": "object",
    "properties": {
        "@context": CONTEXT,
        "@type": {"const": "ProfilePage"},
        "url": ADDRESS,
        "dateCreated": MOMENT,
        "mainEntity": {
            **PERSON,
            "properties": {
                **PERSON["properties"],  # type: ignore[dict-item]
                "@id": ADDRESS,
                "agentInteractionStatistic": COUNTER,
            },
        },
    },
    "required": ["@context", "@type", "mainEntity"],
    "additionalProperties": False,
}
