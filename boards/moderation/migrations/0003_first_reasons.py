"""The reasons for reports that a new site begins with; admins change them."""

from django.db import migrations

REASONS = (
    ("광고·도배", "Advertising or spam"),
    ("욕설·혐오", "Insults or hate"),
    ("개인정보 노출", "Personal data of somebody"),
    ("음란물", "Sexual content"),
    ("불법 정보", "Illegal content"),
    ("기타", "Something else"),
)


def store(apps, schema_editor):
    reasons = apps.get_model("boards_moderation", "ReportReason").objects
    reasons.bulk_create(
        reasons.model(name_ko=korean, name_en=english, position=10 * place)
        for place, (korean, english) in enumerate(REASONS, start=1)
    )


class Migration(migrations.Migration):
    dependencies = [("boards_moderation", "0002_log_triggers")]

    operations = [migrations.RunPython(store, migrations.RunPython.noop)]
