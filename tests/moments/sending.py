"""Forms as a browser sends them back."""

import lxml.html
from django.http import QueryDict


def sent_back(page: str, *, form: str = "//form") -> QueryDict:
    """Return what a browser sends when somebody opens a page and presses the button.

    Args:
        form: which of the page's forms, as an XPath.
    """
    (found,) = lxml.html.fromstring(page).xpath(form)
    values = QueryDict(mutable=True)
    for name, value in found.form_values():
        # A browser sends the line ends of a text in this way.
        values.appendlist(name, value.replace("\r\n", "\n").replace("\n", "\r\n"))
    return values
