"""What the editor of writing pages can make; a test holds it against the list of safe HTML."""

from typing import Any

# Names and options of django-prose-editor's extensions.
EXTENSIONS: dict[str, Any] = {
    "Heading": {"levels": [2, 3, 4]},
    "Bold": True,
    "Italic": True,
    "BulletList": True,
    "OrderedList": True,
    "ListItem": True,
    "Blockquote": True,
    "Link": {
        "enableTarget": False,
        "openOnClick": False,
        "protocols": ["http", "https", "mailto"],
    },
    # A pasted picture stands as a `data:` URL in the text until it has become an upload.
    "Image": {"allowBase64": True},
    "Figure": True,
    "Caption": True,
    "Table": True,
    "TableRow": True,
    "TableHeader": True,
    "TableCell": True,
    "Code": True,
    "CodeBlock": True,
    "HardBreak": True,
    "HorizontalRule": True,
    # Not on the toolbar: what other boards and earlier posts hold must survive an edit.
    "Strike": True,
    "Underline": True,
    "Subscript": True,
    "Superscript": True,
}
