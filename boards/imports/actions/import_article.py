"""Brings in the article of a saved page."""

from collections import Counter

from boards.imports.boards_by_name import BoardsByName
from boards.imports.body import to_html
from boards.imports.keys import article_key
from boards.imports.models import PageKind
from boards.imports.register import Register
from boards.imports.report import ArticleOutcome
from boards.imports.saved_page import SavedArticle, SavedPage
from boards.models import Board
from boards.moments import site_time
from boards.posts.models import Post


def import_article(
    *, page: SavedPage, chosen: Board | None, boards: BoardsByName, register: Register
) -> tuple[Post, ArticleOutcome]:
    """Return the post of the page's article and what was done to it.

    A post that came earlier without its text, from another page's list, is filled. Without a
    chosen board the page itself tells it: see `board_name_of_article`.
    """
    article, key = page.article, article_key(page.article)
    known = register.post_with(key)
    if known is not None:
        return known, ArticleOutcome.KNOWN
    post = _listed_earlier(article, chosen, register)
    if post is None:
        board = chosen or boards.find_or_make(board_name_of_article(page))
        post, outcome = Post(board=board, title=article.title), ArticleOutcome.MADE
    elif post.body or not post.is_published:
        outcome = ArticleOutcome.LEFT
    else:
        outcome = ArticleOutcome.FILLED
    if outcome is not ArticleOutcome.LEFT:
        _write(post, article)
    register.add(key, PageKind.ARTICLE, article.title, post)
    return post, outcome


def board_name_of_article(page: SavedPage) -> str:
    """Return the board of the article's own row in the list, or else the most frequent one.

    Among equally frequent boards it is the first in the page.
    """
    for row in page.rows:
        if row.title == page.article.title:
            return row.board
    return Counter(row.board for row in page.rows).most_common(1)[0][0]


def _listed_earlier(article: SavedArticle, chosen: Board | None, register: Register) -> Post | None:
    """Find the post that an earlier page showed in its list and that has no article yet."""
    day = site_time.day_of(article.posted_at)
    taken = {post.pk for post in register.posts_shown_as(PageKind.ARTICLE, article.title)}
    notices = register.posts_shown_as(PageKind.NOTICE, article.title)
    listed = register.posts_shown_as(PageKind.ROW, article.title)
    listed += [post for post in notices if site_time.day_of(post.posted_at) == day]
    for post in listed:
        if post.pk not in taken and (chosen is None or post.board == chosen):
            return post
    return None


def _write(post: Post, article: SavedArticle) -> None:
    if post.author_id is None:
        post.masked_author = article.masked_author
    post.posted_at = article.posted_at
    post.posted_at_is_estimated = post.posted_at_is_day_only = False
    post.source = article.source
    post.set_body(to_html(article.body))
    post.save()
