"""What a browser is called."""

import pytest

from boards.members.browsers import BROWSERS, SYSTEMS, name_of_browser


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/130.0 Safari/537.36 Edg/130.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Linux; Android 14) Chrome/120.0 KAKAOTALK 10.1", "KakaoTalk · Android"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Whale/3.2 Safari/537.36", "Whale · Windows"),
        ("Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15) Safari/605.1", "Safari · Mac"),
        ("curl/8.5", ""),
        ("", ""),
    ],
)
def test_is_named_by_what_it_is_and_not_by_what_it_pretends(user_agent, name):
    assert name_of_browser(user_agent) == name


def test_a_name_stays_when_it_is_named_again():
    for _sign, browser in BROWSERS:
        for _other, system in SYSTEMS:
            assert name_of_browser(f"{browser} · {system}") == f"{browser} · {system}"
