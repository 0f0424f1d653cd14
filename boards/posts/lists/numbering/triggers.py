"""Triggers that write down each change of the lists, in the transaction that makes it.

The database sees every write: those of actions, of the admin, of imports in bulk and of a console.
What a trigger adds is a row of its own, so writers never wait for each other here.
"""

from django.apps.registry import Apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

POSTS, TAGGED, CHANGES = "boards_posts_post", "boards_posts_taggedpost", "boards_posts_listchange"
CATEGORIES = "boards_category"
TRIGGERS = {
    "list_post_added": POSTS,
    "list_post_removed": POSTS,
    "list_post_changed": POSTS,
    "list_tag_copied": TAGGED,
    "list_tag_added": TAGGED,
    "list_tag_removed": TAGGED,
    "list_tag_changed": TAGGED,
    "post_category_added": POSTS,
    "post_category_changed": POSTS,
    "category_board_changed": CATEGORIES,
}

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


_SQLITE = [
    f"""CREATE TRIGGER list_post_added AFTER INSERT ON {POSTS}
    BEGIN {_note_post("NEW", 1)} END""",
    f"""CREATE TRIGGER list_post_removed AFTER DELETE ON {POSTS}
    BEGIN {_note_post("OLD", -1)} END""",
    f"""CREATE TRIGGER list_post_changed AFTER {_ON_POST} ON {POSTS} WHEN {_PLACE_CHANGED}
    BEGIN {_note_post("OLD", -1)} {_note_post("NEW", 1)} {_COPY_TO_TAGS} END""",
    # A row may come with its copies, from a fixture: it counts, and then as a change.
    f"""CREATE TRIGGER list_tag_added AFTER INSERT ON {TAGGED} BEGIN {_note_tag("NEW", 1)}
    UPDATE {TAGGED} SET (posted_at, board_id, is_listed, is_secret) =
        (SELECT posted_at, board_id, state = 'published', is_secret
        FROM {POSTS} WHERE id = NEW.content_object_id)
    WHERE id = NEW.id; END""",  # noqa: S608
    f"""CREATE TRIGGER list_tag_removed AFTER DELETE ON {TAGGED}
    BEGIN {_note_tag("OLD", -1)} END""",
    f"""CREATE TRIGGER list_tag_changed AFTER UPDATE ON {TAGGED}
    BEGIN {_note_tag("OLD", -1)} {_note_tag("NEW", 1)} END""",
    f"""CREATE TRIGGER post_category_added BEFORE INSERT ON {POSTS}
    WHEN {_HAS_CATEGORY} AND {_OF_OTHER_BOARD}
    BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END""",
    f"""CREATE TRIGGER post_category_changed BEFORE UPDATE OF board_id, category_id ON {POSTS}
    WHEN {_HAS_CATEGORY} AND {_OF_OTHER_BOARD}
    BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END""",
    f"""CREATE TRIGGER category_board_changed BEFORE UPDATE OF board_id ON {CATEGORIES}
    WHEN OLD.board_id <> NEW.board_id
    BEGIN SELECT RAISE(ABORT, '{_REFUSED}'); END""",
]
_REFUSE = f"RAISE EXCEPTION '{_REFUSED}' USING ERRCODE = 'foreign_key_violation';"
_REFUSE_IF = f"BEGIN IF {_OF_OTHER_BOARD} THEN {_REFUSE} END IF; RETURN NEW; END"
_POSTGRESQL = [
    f"""CREATE OR REPLACE FUNCTION list_post_added() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN {_note_post("NEW", 1)} RETURN NULL; END $$""",
    f"""CREATE OR REPLACE FUNCTION list_post_removed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN {_note_post("OLD", -1)} RETURN NULL; END $$""",
    f"""CREATE OR REPLACE FUNCTION list_post_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN {_note_post("OLD", -1)} {_note_post("NEW", 1)} {_COPY_TO_TAGS} RETURN NULL; END $$""",
    # The post's row is held, so that it is not hidden between the copy and its commit.
    f"""CREATE OR REPLACE FUNCTION list_tag_copied() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN SELECT posted_at, board_id, state = 'published', is_secret
    INTO NEW.posted_at, NEW.board_id, NEW.is_listed, NEW.is_secret
    FROM {POSTS} WHERE id = NEW.content_object_id FOR SHARE;
    NEW.is_listed := coalesce(NEW.is_listed, false);
    NEW.is_secret := coalesce(NEW.is_secret, false); RETURN NEW; END $$""",  # noqa: S608
    f"""CREATE OR REPLACE FUNCTION list_tag_added() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN {_note_tag("NEW", 1)} RETURN NULL; END $$""",
    f"""CREATE OR REPLACE FUNCTION list_tag_removed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN {_note_tag("OLD", -1)} RETURN NULL; END $$""",
    f"""CREATE OR REPLACE FUNCTION list_tag_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN {_note_tag("OLD", -1)} {_note_tag("NEW", 1)} RETURN NULL; END $$""",
    f"""CREATE OR REPLACE FUNCTION post_category_added() RETURNS trigger LANGUAGE plpgsql AS $$
    {_REFUSE_IF} $$""",
    f"""CREATE OR REPLACE FUNCTION post_category_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    {_REFUSE_IF} $$""",
    f"""CREATE OR REPLACE FUNCTION category_board_changed() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN {_REFUSE} END $$""",
    *(
        f"CREATE TRIGGER {name} {moment} ON {TRIGGERS[name]} FOR EACH ROW {condition}"
        f" EXECUTE FUNCTION {name}()"
        for name, moment, condition in (
            ("list_post_added", "AFTER INSERT", ""),
            ("list_post_removed", "AFTER DELETE", ""),
            ("list_post_changed", f"AFTER {_ON_POST}", f"WHEN ({_PLACE_CHANGED})"),
            ("list_tag_copied", "BEFORE INSERT", ""),
            ("list_tag_added", "AFTER INSERT", ""),
            ("list_tag_removed", "AFTER DELETE", ""),
            ("list_tag_changed", "AFTER UPDATE", ""),
            ("post_category_added", "BEFORE INSERT", f"WHEN ({_HAS_CATEGORY})"),
            (
                "post_category_changed",
                "BEFORE UPDATE OF board_id, category_id",
                f"WHEN ({_HAS_CATEGORY})",
            ),
            (
                "category_board_changed",
                "BEFORE UPDATE OF board_id",
                "WHEN (OLD.board_id <> NEW.board_id)",
            ),
        )
    ),
]
_STATEMENTS = {"sqlite": _SQLITE, "postgresql": _POSTGRESQL}


def install_triggers(connection: BaseDatabaseWrapper) -> None:
    """Create the triggers, and again if they are there."""
    remove_triggers(connection)
    with connection.cursor() as cursor:
        for statement in _STATEMENTS[connection.vendor]:
            cursor.execute(statement)


def remove_triggers(connection: BaseDatabaseWrapper) -> None:
    """Take the triggers away, if they are there."""
    on_table = connection.vendor == "postgresql"
    with connection.cursor() as cursor:
        for name, table in TRIGGERS.items():
            cursor.execute(f"DROP TRIGGER IF EXISTS {name}{f' ON {table}' if on_table else ''}")


def remove_all_triggers(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Take the triggers away, for a migration back to before their tables."""
    remove_triggers(schema_editor.connection)


def missing_triggers(connection: BaseDatabaseWrapper) -> set[str]:
    """Return the names of the triggers that are not there."""
    catalogue = {
        "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger'",
        "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled <> 'D'",
    }
    with connection.cursor() as cursor:
        cursor.execute(catalogue[connection.vendor])
        return _expected(connection) - {name for (name,) in cursor.fetchall()}


def _expected(connection: BaseDatabaseWrapper) -> set[str]:
    # SQLite copies after the insert, in the trigger that notes it.
    return set(TRIGGERS) - ({"list_tag_copied"} if connection.vendor == "sqlite" else set())
