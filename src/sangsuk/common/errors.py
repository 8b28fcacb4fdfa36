"""What a rule may answer instead of a value. Faces turn these into a page, a problem+json body or a status code."""


class Refused(Exception):  # noqa: N818 - named for what happened, as a reader says it
    """The request breaks a rule; `message` is a whole sentence for the person who asked.

    `code` is stable and English, for programs; `field` names the input at fault, if one is.
    """

    status = 422

    def __init__(self, code: str, message: object, field: str | None = None) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.field = field

    def __str__(self) -> str:
        return str(self.message)


class NotAllowed(Refused):
    """Seen, but not this person's to do."""

    status = 403


class Missing(Refused):
    """There is no such thing, or not for this person: the two must look the same."""

    status = 404


class Stale(Refused):
    """Somebody was quicker; the caller should look at the fresh state first."""

    status = 409


class TooMany(Refused):
    """Too many tries in too short a time; `retry_after` seconds from now it may go on."""

    status = 429

    def __init__(self, code: str, message: object, retry_after: int = 60) -> None:
        super().__init__(code, message)
        self.retry_after = retry_after
