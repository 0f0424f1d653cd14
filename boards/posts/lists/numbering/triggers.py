"""Triggers that write down each change of the lists, in the transaction that makes it.

The database sees every write: those of actions, of the admin, of imports in bulk and of a console.
What a trigger adds is a row of its own, so writers never wait for each other here.
"""

from boards.db.triggers import Trigger, TriggerSet, refusal

POSTS, TAGGED, CHANGES = "boards_posts_post", "boards_posts_taggedpost", "boards_posts_listchange"
CATEGORIES = "boards_category"

_NOTE = f"INSERT INTO {CHANGES} (tag, board_id, posted_at, post_id, number)"
_PLACE_CHANGED = """
    OLD.state <> NEW.state OR OLD.board_id <> NEW.board_id
    OR OLD.posted_at <> NEW.posted_at OR OLD.is_secret <> NEW.is_secret
    OR coalesce(OLD.category_id, 0) <> coalesce(NEW.category_id, 0)
"""
_COPY_TO_TAGS = f"""
    UPDATE {TAGGED} SET posted_at = NEW.posted_at, board_id = NEW.board_id,
        is_listed = (NEW.state = 'published'), is_secret = NEW.is_secret
    WHERE content_object_id = NEW.id;
"""  # noqa: S608
# A row may come with its copies, from a fixture: it counts, and then as a change.
_COPY_AFTER_INSERT = f"""
    UPDATE {TAGGED} SET (posted_at, board_id, is_listed, is_secret) =
        (SELECT posted_at, board_id, state = 'published', is_secret
        FROM {POSTS} WHERE id = NEW.content_object_id)
    WHERE id = NEW.id;
"""  # noqa: S608
# The post's row is held, so that it is not hidden between the copy and its commit.
_COPY_BEFORE_INSERT = f"""
    SELECT posted_at, board_id, state = 'published', is_secret
    INTO NEW.posted_at, NEW.board_id, NEW.is_listed, NEW.is_secret
    FROM {POSTS} WHERE id = NEW.content_object_id FOR SHARE;
    NEW.is_listed := coalesce(NEW.is_listed, false);
    NEW.is_secret := coalesce(NEW.is_secret, false);
"""  # noqa: S608
_ON_POST = "UPDATE OF state, board_id, posted_at, is_secret, category_id"

# A post is of a category of its own board, and a category stays on its board: both are refused
# here, whoever writes, as a foreign key over two columns would refuse them.
_HAS_CATEGORY = "NEW.category_id IS NOT NULL"
_OF_OTHER_BOARD = f"""NOT EXISTS (
    SELECT 1 FROM {CATEGORIES} WHERE id = NEW.category_id AND board_id = NEW.board_id
)"""  # noqa: S608
_REFUSED = "The category is of another board."


def _note_post(row: str, number: int) -> str:
    place = f"{row}.board_id, {row}.posted_at, {row}.id, {number}"
    published = f"{row}.state = 'published'"
    return (
        f"{_NOTE} SELECT 0, {place} WHERE {published};"
        f" {_NOTE} SELECT -{row}.category_id, {place}"
        f" WHERE {published} AND {row}.category_id IS NOT NULL;"
    )


def _note_tag(row: str, number: int) -> str:
    values = f"{row}.tag_id, {row}.board_id, {row}.posted_at, {row}.content_object_id, {number}"
    return f"{_NOTE} SELECT {values} WHERE {row}.is_listed AND NOT {row}.is_secret;"


def _triggers(vendor: str) -> list[Trigger]:
    return [*_of_posts(), *_of_tags(vendor), *_of_categories(vendor)]


def _of_posts() -> list[Trigger]:
    came, went = _note_post("NEW", 1), _note_post("OLD", -1)
    changed = f"{went} {came} {_COPY_TO_TAGS}"
    return [
        Trigger("list_post_added", "AFTER INSERT", POSTS, came),
        Trigger("list_post_removed", "AFTER DELETE", POSTS, went),
        Trigger("list_post_changed", f"AFTER {_ON_POST}", POSTS, changed, _PLACE_CHANGED),
    ]


def _of_tags(vendor: str) -> list[Trigger]:
    came, went = _note_tag("NEW", 1), _note_tag("OLD", -1)
    both = [
        Trigger("list_tag_removed", "AFTER DELETE", TAGGED, went),
        Trigger("list_tag_changed", "AFTER UPDATE", TAGGED, f"{went} {came}"),
    ]
    if vendor == "sqlite":
        added = f"{came} {_COPY_AFTER_INSERT}"
        return [Trigger("list_tag_added", "AFTER INSERT", TAGGED, added), *both]
    return [
        Trigger("list_tag_copied", "BEFORE INSERT", TAGGED, _COPY_BEFORE_INSERT),
        Trigger("list_tag_added", "AFTER INSERT", TAGGED, came),
        *both,
    ]


def _of_categories(vendor: str) -> list[Trigger]:
    def refuse(condition: str) -> str:
        return refusal(vendor, _REFUSED, code="foreign_key_violation", condition=condition)

    changed = "BEFORE UPDATE OF board_id, category_id"
    moved = "OLD.board_id <> NEW.board_id"
    return [
        Trigger(
            "post_category_added", "BEFORE INSERT", POSTS, refuse(_OF_OTHER_BOARD), _HAS_CATEGORY
        ),
        Trigger("post_category_changed", changed, POSTS, refuse(_OF_OTHER_BOARD), _HAS_CATEGORY),
        Trigger("category_board_changed", "BEFORE UPDATE OF board_id", CATEGORIES, refuse(moved)),
    ]


LIST_TRIGGERS = TriggerSet(_triggers)
