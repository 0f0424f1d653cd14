"""The triggers of the log: made after all migrations, taken away when these go."""

from django.db import migrations

from boards.moderation.log.triggers import LOG_TRIGGERS


class Migration(migrations.Migration):
    dependencies = [("boards_moderation", "0001_initial")]

    operations = [
        migrations.RunPython(
            migrations.RunPython.noop, lambda apps, editor: LOG_TRIGGERS.remove(editor.connection)
        )
    ]
