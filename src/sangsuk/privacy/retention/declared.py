"""Every table of the product: whether it holds personal data, which, and by which rule it is forgotten.

A test compares this with the models that there are: a table that is not here fails the build, so whoever makes one says
here what becomes of the people in it. Keys are `app.Model`; `fields` is what the record of processing says is held.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Holds:
    """Personal data of somebody. `targets` are the rules of keeping that reach it; `whose`: citizen or staff."""

    targets: tuple[str, ...]
    fields: tuple[str, ...]
    whose: str = "citizen"


def citizen(targets: str, fields: str) -> Holds:
    return Holds(tuple(targets.split()), tuple(fields.split()))


def staff(targets: str, fields: str) -> Holds:
    return Holds(tuple(targets.split()), tuple(fields.split()), "staff")


HOLDS: dict[str, Holds] = {
    # of those who tell us, and of people they speak of
    "cases.Case": citizen("story reporter skeleton", "description wish gist place_note longitude latitude village external_ref intake_digest"),
    "cases.CaseEvent": citizen("story service_record", "data actor_name"),
    "cases.Reporter": citizen("reporter", "name phone email"),
    "cases.Words": citizen("story", "vector"),
    "cases.Likeness": citizen("story", "marks"),
    "cases.Attachment": citizen("files", "name sha256 longitude latitude"),
    "cases.VisitPhoto": citizen("files", "name sha256 longitude latitude"),
    "cases.Custody": citizen("files", "who sha256"),
    "cases.Visit": citizen("story", "place to_check"),
    "cases.VisitReport": citizen("story", "people_met findings follow_up longitude latitude"),
    "cases.CaseLink": citizen("story", "comment"),
    "cases.Callback": citizen("story", "said"),
    "cases.Relief": citizen("story", "giver"),
    "cases.Letter": citizen("letters", "paper person subject addressee"),
    "cases.Mediation": citizen("mediation", "subject why_dismissed"),
    "cases.Party": citizen("mediation", "name phone email"),
    "cases.MediationEvent": citizen("mediation", "data sealed actor_name"),
    "cases.Session": citizen("mediation", "attended place"),
    "cases.Supporter": citizen("supporters", "name phone email address mark"),
    "cases.Group": citizen("supporters", "representative"),
    "cases.Draft": citizen("drafts", "fields"),
    "cases.DraftFile": citizen("drafts", "name sha256 longitude latitude"),
    "notifications.Message": citizen("messages", "recipient recipient_masked subject body"),
    "ledger.Reading": citizen("readings service_record", "who reason"),
    "socialaccount.SocialAccount": citizen("citizen_accounts", "uid extra_data"),
    "accounts.Citizen": citizen("citizen_accounts", "name last_four ial"),
    "cases.KeptCase": citizen("citizen_accounts", "holder case mark"),
    "cases.Delegation": citizen("delegations citizen_accounts", "owner owner_name delegate delegate_name case"),
    "cases.DelegateLook": citizen("delegations citizen_accounts", "about"),
    "offices.VillagePost": citizen("village_posts citizen_accounts", "person name user"),
    "socialaccount.SocialToken": citizen("citizen_accounts", "token token_secret"),
    "cases.SecondLook": citizen("story service_record", "reason why asked_name decided_name"),
    "ledger.PublicFigure": citizen("service_record", "name mark"),
    "cases.LookKey": citizen("story", "digest"),
    "common.Attempt": citizen("attempts", "name"),
    "privacy.RightsRequest": citizen("requests", "told question answer"),
    "privacy.Correction": citizen("requests", "old"),
    "privacy.Breach": citizen("breaches", "happened recorded_by"),
    "privacy.Disclosure": citizen("disclosures", "what body recorded_by"),
    "privacy.Deed": citizen("requests breaches disclosures service_record", "who data"),
    "privacy.Hold": citizen("skeleton service_record", "reason by"),
    # of officials
    "accounts.User": staff("staff citizen_accounts", "name email password"),
    "account.EmailAddress": staff("staff", "email"),
    "account.EmailConfirmation": staff("staff", "email_address key"),
    "mfa.Authenticator": staff("staff", "data"),
    "accounts.Token": staff("tokens", "digest label"),
    "accounts.Session": staff("sessions", "session_data device place"),
    "accounts.Invitation": staff("sessions", "digest"),
    "accounts.Elevation": staff("service_record", "user reason"),
    "accounts.Deed": staff("service_record", "by_name what why"),
    "ledger.ReadingAlarm": staff("service_record", "who decision"),
    "notifications.Webhook": staff("service_record", "made_by_name"),
    "offices.Membership": staff("service_record", "user role"),
    "sessions.Session": staff("sessions", "session_data"),
    "ledger.RuleChange": staff("service_record", "who"),
    "cases.Mediator": staff("service_record", "name"),
    "cases.Absence": staff("absences", "user deputy"),
    "cases.SavedFilter": staff("filters", "name query"),
    "cases.Presence": staff("presence", "user"),
    "cases.Batch": staff("batches", "user data"),
    "cases.BatchItem": staff("batches", "said"),
    "cases.ReplyTemplate": staff("service_record", "user"),
    "cases.ReplyUse": staff("service_record", "user"),
    "cases.Prefilled": staff("service_record", "user"),
    "cases.Caught": staff("service_record", "user"),
    "cases.Visit_team": staff("service_record", "user"),
    "privacy.Batch": staff("service_record", "decided_by"),
}  # fmt: skip

NOBODY: dict[str, str] = {
    "contenttypes.ContentType": "names of our own tables",
    "auth.Permission": "Django's, unused",
    "auth.Group": "Django's, unused",
    "auth.Group_permissions": "Django's, unused",
    "socialaccount.SocialApp": "addresses of sign-in services",
    "common.DataKey": "keys, wrapped",
    "procrastinate.ProcrastinateWorker": "machines",
    "procrastinate.ProcrastinateJob": "names of ticks; arguments are times and ids",
    "procrastinate.ProcrastinateEvent": "times of jobs",
    "procrastinate.ProcrastinatePeriodicDefer": "times of ticks",
    "common.LimitRule": "rules",
    "accounts.AccessRule": "rules",
    "ledger.Verification": "counts of a check",
    "ledger.LogHead": "digests and signatures",
    "ledger.LogLeaf": "digests of events, and ids that name nobody",
    "ledger.LogTile": "digests",
    "ledger.ReadingRule": "rules",
    "notifications.Delivery": "a case's number, a move and a time",
    "notifications.HookProgress": "a moment",
    "routing.SealingRule": "rules",
    "places.Province": "places",
    "places.District": "places",
    "places.Subdistrict": "places",
    "places.Village": "places",
    "places.Boundary": "outlines of places",
    "places.Loaded": "digests of files of places",
    "offices.Office": "offices and their public telephones",
    "catalog.Mission": "codes",
    "catalog.Category": "codes",
    "catalog.CategoryCrosswalk": "codes",
    "catalog.Term": "codes",
    "catalog.AxisCrosswalk": "codes",
    "catalog.Channel": "codes",
    "catalog.IdentityRule": "rules",
    "catalog.SettlementCode": "codes",
    "routing.RoutingRule": "rules",
    "deadlines.Holiday": "days",
    "deadlines.CalendarChange": "days",
    "deadlines.WorkingHours": "hours",
    "deadlines.PromiseRule": "rules",
    "cases.SampleRule": "rules",
    "cases.SampleDrawn": "a moment",
    "cases.FileScan": "digests of files, and what the scanner said; go with the files",
    "cases.Register": "running numbers",
    "cases.DocketRegister": "running numbers",
    "cases.LetterRegister": "running numbers",
    "cases.MediationRule": "rules",
    "cases.LetterHead": "heads of offices' letters; the signer is a title",
    "cases.LetterMinutes": "rules",
    "insight.Tally": "counts; small ones are not shown to the public",
    "insight.Counted": "ids and versions",
    "insight.Progress": "a moment",
    "privacy.Notice": "texts",
    "privacy.TimeLimit": "rules",
    "privacy.Ground": "rules",
    "privacy.Officer": "a post, not a person",
    "privacy.RetentionRule": "rules",
    "privacy.Activity": "texts",
    "privacy.Erasure": "that something was forgotten, and no datum",
}
"""Tables without anybody's data, each with what it holds instead."""
