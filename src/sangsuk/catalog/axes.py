"""The axes on which a matter is described, each apart from the others: what it is by nature, what she wishes, whom it
is against, who complains, how weighty it is; of a story or a card, which service, theme and flagship it speaks of.
Their words are rows of `Term`, dated and with a source.
"""

NATURE = "nature"
WISH = "wish"
ACCUSED = "accused"
COMPLAINANT = "complainant"
CLASS = "service_class"
POLICY = "policy"
REFUSAL = "refusal"
REFERRED_TO = "referred_to"
RELIEF = "relief"
SECRECY = "secrecy"
SERVICE_KIND, STORY_THEME, FLAGSHIP = "service_kind", "story_theme", "flagship"
AGE_BAND, CONDITION = "age_band", "condition"

ALL = (
    NATURE, WISH, ACCUSED, COMPLAINANT, CLASS, POLICY, REFUSAL, REFERRED_TO, RELIEF, SECRECY, SERVICE_KIND, STORY_THEME,
    FLAGSHIP, AGE_BAND, CONDITION,
)  # fmt: skip
CATEGORY = "category"
"""No axis of terms, but the crosswalk knows it under this name too."""
