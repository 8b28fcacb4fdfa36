"""Keys have a purpose, an end within a year, a last use and a way to be revoked. Old ones could do everything and still can."""

import django.contrib.postgres.fields
from django.db import migrations, models

OLD_ONES = """
update accounts_token set
    scopes = array['cases:read', 'cases:write', 'identity:read', 'reports:read'],
    expires_at = least(expires_at, greatest(now(), created_at) + interval '366 days')
"""


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_sessions_invitations_deeds")]

    operations = [
        migrations.AddField("token", "hint", models.TextField(blank=True, default="")),
        migrations.AddField("token", "last_used_at", models.DateTimeField(null=True)),
        migrations.AddField("token", "revoked_at", models.DateTimeField(null=True)),
        migrations.AddField(
            "token",
            "scopes",
            django.contrib.postgres.fields.ArrayField(base_field=models.TextField(), default=list, size=None),
        ),
        migrations.RunSQL(OLD_ONES, migrations.RunSQL.noop),
        migrations.AddConstraint(
            "token",
            models.CheckConstraint(
                condition=models.Q(expires_at__gt=models.F("created_at")), name="token_ends_after_it_is_made"
            ),
        ),
        migrations.AddConstraint(
            "token", models.CheckConstraint(condition=~models.Q(scopes=[]), name="token_is_for_something")
        ),
    ]
