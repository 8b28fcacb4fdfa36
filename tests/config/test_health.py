"""The two addresses that load balancers ask."""

import pytest
from django.test import Client


def test_a_live_process_says_so_without_asking_the_database(client: Client) -> None:
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_a_migrated_database_makes_the_process_ready(client: Client) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ok\n")
