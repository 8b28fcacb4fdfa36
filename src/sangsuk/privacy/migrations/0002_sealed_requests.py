from uuid import uuid4

from django.db import migrations, models


class Migration(migrations.Migration):
    """Nobody has asked anything yet: the column can be unique from the beginning."""

    dependencies = [("privacy", "0001_first")]

    operations = [
        migrations.AddField("rightsrequest", "public_id", models.UUIDField(default=uuid4, unique=True)),
    ]
