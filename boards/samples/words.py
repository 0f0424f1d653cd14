"""The words of the generated texts, from words.toml."""

import tomllib
from pathlib import Path

from boards.samples.korean import Verb

_LISTS: dict[str, str] = tomllib.loads((Path(__file__).parent / "words.toml").read_text("utf-8"))

TOPICS = _LISTS["topics"].split()
LATIN = _LISTS["latin"].split()
COMPOUND_ENDS = _LISTS["compound_ends"].split()
PLACES = _LISTS["places"].split()
ADVERBS = _LISTS["adverbs"].split()
TIMES = _LISTS["times"].split()
ADJECTIVES = _LISTS["adjectives"].split()
TITLE_ENDS = [end.replace("_", " ") for end in _LISTS["title_ends"].split()]
ABOUT = _LISTS["about"].split()
VERBS = [Verb(*bases.split("/")) for bases in _LISTS["verbs"].split()]
VERBS += [Verb(f"{action}하", f"{action}해", f"{action}하") for action in _LISTS["actions"].split()]
COINED_SYLLABLES = _LISTS["coined_syllables"].split()
HANDLE_SYLLABLES = _LISTS["handle_syllables"].split()
HANDLE_WORDS = _LISTS["handle_words"].split()
