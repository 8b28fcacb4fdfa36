"""A sealed value stays with its column and its row; the old ones still open."""

import uuid

import pytest
from django.apps import apps
from django.db import models

import factories
from sangsuk.cases.models import Reporter
from sangsuk.common import keys, sealed, sealing
from sealing_before import version_1

pytestmark = pytest.mark.django_db

NO_SECRETS = {
    "digest", "key_digest", "intake_digest", "mark", "wrapped", "geometry", "head", "salt", "body", "hash", "hashes",
    "root", "previous", "signature", "tag", "first", "blind", "name_print", "family_print", "phone_print", "email_print",
    "id_print", "holder", "owner", "delegate", "code_digest", "about", "told_digest", "words_digest", "claim_digest",
}  # fmt: skip
"""Names of columns of bytes that are no sealed values: digests, wrapped keys, borders, proofs. A new name says so here."""
FINGERPRINTS = {"offices.VillagePost.person", "stories.StoryWords.sketch"}
"""Such columns whose name alone would say too little; the sketch is of words that everybody reads."""


def test_a_value_opens_with_its_label_and_its_row_only():
    row = uuid.uuid4()
    value = sealing.seal("081-234-5678", label="reporter.phone", row=row)
    assert sealing.unseal(value, label="reporter.phone", row=str(row)) == "081-234-5678"
    for label, other in (("reporter.name", row), ("reporter.phone", uuid.uuid4()), ("reporter.phone", "")):
        with pytest.raises(sealing.Unreadable):
            sealing.unseal(value, label=label, row=other)


def test_a_value_says_which_key_sealed_it_and_nothing_is_sealed_alike_twice():
    one, two = (sealing.seal("x", label="a") for _ in range(2))
    assert one != two
    assert one.startswith(sealing.head(keys.current_id()))


@pytest.mark.parametrize(
    "broken", [b"\x02", b"\x02\0\0", b"\x02\xff\xff\xff\xff" + b"0" * 40, b"\x07" + b"0" * 40, b"\x01abc"]
)
def test_what_was_never_sealed_is_unreadable_and_breaks_nothing(broken):
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(broken, label="a")


def test_old_values_open_also_after_the_secret_of_the_cookies_has_changed(settings):
    old = version_1("สมชาย ใจดี", "reporter.name", settings.SECRET_KEY)
    assert sealing.unseal(old, label="reporter.name", row="whatever") == "สมชาย ใจดี"
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]
    assert sealing.unseal(old, label="reporter.name") == "สมชาย ใจดี"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(sealing.Unreadable):
        sealing.unseal(old, label="reporter.name")


def test_a_change_of_the_secret_of_the_cookies_leaves_new_values_and_case_keys_alone(settings):
    from sangsuk.common import ids

    token = uuid.uuid4()
    value, key = sealing.seal("x", label="a"), ids.secret_key(token)
    settings.SECRET_KEY = "another"
    assert sealing.unseal(value, label="a") == "x"
    assert ids.secret_key(token) == key


def test_every_column_of_bytes_is_sealed_or_known_not_to_need_it():
    plain = {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.concrete_fields
        if isinstance(field, models.BinaryField) and not isinstance(field, sealed.SealedField)
        if field.name not in NO_SECRETS
    }
    assert plain == FINGERPRINTS


def test_every_sealed_column_says_its_label_and_its_row_and_labels_differ():
    found = list(sealed.columns())
    apart = {(column.model, column.label) for column in found}
    assert len({label for _model, label in apart}) == len(apart) >= 15
    for column in found:
        assert column.row
        column.model._default_manager.values_list(*column.row).first()  # the paths exist


def test_a_phone_number_moved_to_another_persons_row_does_not_open(world):
    one, two = (factories.case(n) for n in (1, 2))
    Reporter.objects.filter(case=two).update(phone=Reporter.objects.get(case=one).phone)
    with pytest.raises(sealing.Unreadable):
        sealed.unseal_field(Reporter.objects.get(case=two), "phone")
