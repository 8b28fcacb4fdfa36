"""A rule may say how long the names of those who suffer from a matter too are kept."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("deadlines", "0003_changes_are_followed"),
    ]

    operations = [
        migrations.AlterField(
            model_name="promiserule",
            name="kind",
            field=models.CharField(
                choices=[
                    ("accept", "accept"),
                    ("screen", "screen"),
                    ("hand_off", "hand_off"),
                    ("progress", "progress"),
                    ("update", "update"),
                    ("agency_report", "agency_report"),
                    ("visit", "visit"),
                    ("referral", "referral"),
                    ("approval", "approval"),
                    ("finish", "finish"),
                    ("tell_result", "tell_result"),
                    ("settle_told", "settle_told"),
                    ("reopen", "reopen"),
                    ("appeal", "appeal"),
                    ("mediation", "mediation"),
                    ("remind_2", "remind_2"),
                    ("remind_3", "remind_3"),
                    ("escalate", "escalate"),
                    ("answer", "answer"),
                    ("question", "question"),
                    ("suspend", "suspend"),
                    ("outside_link", "outside_link"),
                    ("callback", "callback"),
                    ("merge_undo", "merge_undo"),
                    ("keep_supporters", "keep_supporters"),
                ],
                max_length=20,
            ),
        ),
    ]
