"""A pasted link names its post: the same post however the link was copied. Pure."""

import re
from urllib.parse import parse_qs, urlsplit

_IN_PATH = re.compile(
    r"/(?:posts|permalink|videos|photos|reel|groups/[^/]+/posts)/(?:[^/]*/)?(?:[^/]*?[-.:])?(\d{6,}|pfbid\w+)"
)
_HOSTS = re.compile(r"(?:^|\.)(?:facebook\.com|fb\.com|fb\.watch)$")


def is_facebook(link: str) -> bool:
    try:
        parts = urlsplit(link.strip())
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(_HOSTS.search((parts.hostname or "").lower()))


def post_id(link: str) -> str:
    """The number of the post, with that of the comment where the link is to one; "" when the link tells none."""
    if not is_facebook(link):
        return ""
    parts = urlsplit(link.strip())
    asked = parse_qs(parts.query)
    number = next((asked[name][0] for name in ("story_fbid", "fbid", "v") if asked.get(name)), "")
    if not number and (found := _IN_PATH.search(parts.path)):
        number = found[1]
    if not number:
        return ""
    comment = (asked.get("reply_comment_id") or asked.get("comment_id") or [""])[0]
    return f"{number}_{comment}" if comment else number
