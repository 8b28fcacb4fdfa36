"""The kinds of offices of a target group and the words of a question, under names of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("learning", "0002_lessons")]

    operations = [
        migrations.RemoveConstraint("traininggroup", "training_group_says_who"),
        migrations.RenameField("traininggroup", "kinds", "office_kinds"),
        migrations.RenameField("trainingquestion", "said_th", "ask_th"),
        migrations.RenameField("trainingquestion", "said_en", "ask_en"),
        migrations.AddConstraint(
            "traininggroup",
            models.CheckConstraint(
                condition=models.Q(
                    models.Q(("roles", ""), _negated=True),
                    models.Q(("office_kinds", ""), _negated=True),
                    models.Q(("source", ""), _negated=True),
                ),
                name="training_group_says_who",
            ),
        ),
    ]
