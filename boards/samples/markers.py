"""Rare words planted in the generated posts, so that a search knows what it must find.

Nothing else that is generated holds one of them, nor two of their syllables side by side. Each
stands in the body of its posts, and in the title of every tenth of them. A share is kept exactly
over all posts; which of them hold it is chance. A little more than one in a hundred of them is
hidden, deleted or secret, as of all posts.
"""

# Each in one of a thousand posts.
IN_A_THOUSANDTH = ("뫼뜰", "슭갯", "퓨쳇", "윷썰")
# Each in one of a hundred posts.
IN_A_HUNDREDTH = ("돛꽃", "햅볕")
# In one of ten posts.
IN_A_TENTH = ("뷰튬",)
# In exactly seven posts (or in all, where there are fewer), none of them hidden or secret.
IN_SEVEN = "쌈릿"
SEVEN = 7

# How many posts there are for each that holds the word.
ONE_OF = {
    **dict.fromkeys(IN_A_THOUSANDTH, 1000),
    **dict.fromkeys(IN_A_HUNDREDTH, 100),
    **dict.fromkeys(IN_A_TENTH, 10),
}


def holders(word: str, *, posts: int) -> int:
    """Return how many of so many posts hold a marker."""
    return min(SEVEN, posts) if word == IN_SEVEN else posts // ONE_OF[word]


def numbers_of_seven(posts: int) -> list[int]:
    """Return which posts hold the word of seven posts, counted from 0."""
    count = min(SEVEN, posts)
    return [(2 * place + 1) * posts // (2 * count) for place in range(count)]
