"""The triggers of the lists: made after all migrations, taken away when these go."""

from django.db import migrations

from boards.posts.lists.numbering.triggers import LIST_TRIGGERS


class Migration(migrations.Migration):
    dependencies = [("boards_posts", "0001_initial")]

    operations = [
        migrations.RunPython(
            migrations.RunPython.noop, lambda apps, editor: LIST_TRIGGERS.remove(editor.connection)
        )
    ]
