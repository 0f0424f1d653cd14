"""The triggers of the lists: made after all migrations, taken away when these go."""

from django.db import migrations

from boards.posts.lists.numbering.triggers import remove_all_triggers


class Migration(migrations.Migration):
    dependencies = [("boards_posts", "0001_initial")]

    operations = [migrations.RunPython(migrations.RunPython.noop, remove_all_triggers)]
