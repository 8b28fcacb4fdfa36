"""Is a planted word anywhere: in any column of any table, or in any file of the home?"""

from collections.abc import Iterable
from pathlib import Path

from django.apps import apps
from django.db import connection


def tables_with(*words: str) -> set[str]:
    """Tables a row of which, written as text, holds one of the words, plain or in an index's segmented form."""
    found = set()
    with connection.cursor() as cursor:
        for table in {model._meta.db_table for model in apps.get_models(include_auto_created=True)}:
            for word in words:
                cursor.execute(f'select exists (select from "{table}" t where t::text like %s)', [f"%{word}%"])
                row = cursor.fetchone()
                if row and row[0]:
                    found.add(table)
    return found


def files_with(folder: Path, words: Iterable[str]) -> set[str]:
    wanted = [word.encode() for word in words]
    return {
        str(path.relative_to(folder)) for path in folder.rglob("*")
        if path.is_file() and any(word in path.read_bytes() or word.decode() in path.name for word in wanted)
    }  # fmt: skip
