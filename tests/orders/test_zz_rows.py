from datetime import timedelta
from pathlib import Path

import matrix
from factories import MONDAY


def test_rows(db, settings, tmp_path, monkeypatch, unlimited, disk, remembering):
    monkeypatch.setattr("django.utils.timezone.now", lambda: MONDAY + timedelta(hours=1))
    world = matrix.world()
    rows = list(matrix.page_rows(world, lambda r: r.startswith(("desk/orders", "desk/news", "news"))))
    Path("/tmp/orders_rows.txt").write_text("\n".join(rows) + "\n")
