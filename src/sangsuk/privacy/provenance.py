"""For every table with data of citizens: from where it is known what they were told of their data when it came to us.

`version`: the column (or, in a JSON column, the key) that keeps the version of the notice she had before her. `day`: the
notice was on the page or in the reply, and which one holds on a day is known from that column. `why`: she was not the one
who gave it, or gave nothing new. A test compares this with `retention.declared`, so a new table must say it too.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Told:
    """One of the three."""

    version: str = ""
    day: str = ""
    why: str = ""


WITH_THE_CASE = Told(why="of a case, whose first event keeps the version")
WITH_THE_STORY = Told(why="of a story, whose first event keeps the version")
BY_OFFICIALS = Told(why="officials write it in the course of their work; the notice of the case says so")
PRODUCT = Told(why="made by the product, of what was told before")
PROVENANCE: dict[str, Told] = {
    "cases.CaseEvent": Told(version="data.notice"),
    "cases.Supporter": Told(version="notice"),
    "cases.Case": WITH_THE_CASE, "cases.Reporter": WITH_THE_CASE, "cases.Attachment": WITH_THE_CASE,
    "cases.Words": PRODUCT, "cases.Likeness": PRODUCT, "cases.LookKey": PRODUCT, "cases.DelegateLook": PRODUCT,
    "common.Attempt": PRODUCT, "notifications.Message": PRODUCT, "socialaccount.SocialToken": PRODUCT,
    "cases.Custody": BY_OFFICIALS, "cases.Visit": BY_OFFICIALS, "cases.VisitReport": BY_OFFICIALS,
    "cases.VisitPhoto": BY_OFFICIALS, "cases.CaseLink": BY_OFFICIALS, "cases.Relief": BY_OFFICIALS,
    "cases.Letter": BY_OFFICIALS, "cases.SecondLook": BY_OFFICIALS, "ledger.Reading": BY_OFFICIALS,
    "cases.Session": BY_OFFICIALS, "cases.MediationEvent": BY_OFFICIALS, "cases.Mediation": BY_OFFICIALS,
    "privacy.Breach": BY_OFFICIALS, "privacy.Disclosure": BY_OFFICIALS, "privacy.Deed": BY_OFFICIALS,
    "privacy.Hold": BY_OFFICIALS, "ledger.PublicFigure": Told(why="names of public life, kept to warn of curiosity"),
    "cases.Party": Told(why="who asks has her case; the other side is named by her, and told in the invitation"),
    "cases.Group": Told(why="who brings a list is of a case; those on it are told when they are first written to"),
    "cases.Callback": BY_OFFICIALS,
    "outreach.TripPhoto": BY_OFFICIALS,
    "cases.Draft": Told(day="created_at"), "cases.DraftFile": Told(why="of a draft"),
    "socialaccount.SocialAccount": Told(day="date_joined"), "accounts.Citizen": Told(why="of an account, see SocialAccount"),
    "cases.KeptCase": Told(why="her own list of what was told before"),
    "cases.Delegation": Told(day="made_at"),
    "offices.VillagePost": Told(why="the office appoints by its own order; the holder signs in, see SocialAccount"),
    "privacy.RightsRequest": Told(day="opened_at"), "privacy.Correction": Told(why="what she had told before"),
    "stories.StoryEvent": Told(version="data.notice"),
    "stories.StoryDraft": Told(day="created_at"), "stories.StoryDraftFile": Told(why="of a draft"),
    "stories.KeptStory": Told(why="her own list of what was told before"),
    "stories.Story": WITH_THE_STORY, "stories.StoryText": WITH_THE_STORY, "stories.StoryAuthor": WITH_THE_STORY,
    "stories.Entry": WITH_THE_STORY,
    "stories.StoryFile": WITH_THE_STORY, "stories.StoryConsent": WITH_THE_STORY, "stories.StoryWords": PRODUCT,
    "stories.FeedbackCard": Told(day="received_at"), "standards.SurveyAnswer": Told(day="received_at"),
    "stories.Pledge": BY_OFFICIALS, "stories.PledgeEvent": BY_OFFICIALS, "stories.PledgeFile": BY_OFFICIALS,
    "stories.StoryCase": Told(why="the link between what she told twice, each time with the notice"),
    "stories.FilmPerson": Told(why="told on the release that she signs"),
    "stories.SourcePost": Told(why="written in public elsewhere; its author is asked, with the notice, before anything is done with it"),
    "stories.ImprovementItem": BY_OFFICIALS, "stories.ImprovementEvent": BY_OFFICIALS,
    "stories.StoryFlag": Told(day="at"),
    "learning.Lesson": BY_OFFICIALS, "learning.LessonEvent": BY_OFFICIALS,
}  # fmt: skip
