"""What stands on the department's page with the campaign's hashtag and was brought in: some wait for an office, one is none of ours."""

from datetime import datetime, timedelta

from sangsuk.stories.models import SourcePost
from sangsuk.stories.sources import actions
from sangsuk.stories.sources.posts import Post
from sangsuk.stories.sources.reading import FACEBOOK

from ..staff import Staff

FILE = "posts-example.json"
POSTS = (
    (
        9, "ใจดี ริมคู (สมมติ)",
        "ไปทำบัตรที่ว่าการอำเภอเมืองเชียงใหม่ ลูกหลับคาไหล่ เจ้าหน้าที่เดินมาทำให้ถึงเก้าอี้ ไม่ปลุกลูกเลยสักคำ ขอบคุณค่ะ #สุขนี้ที่อำเภอ",
    ),
    (
        8, "ลุงชาญ สวนหลังบ้าน (สมมติ)",
        "ที่จอดรถเต็มตั้งแต่แปดโมง วนสามรอบกว่าจะได้ลง คนข้างในบริการดีมาก แต่กว่าจะได้เจอคนข้างในเหนื่อยก่อนแล้ว #สุขนี้ที่อำเภอ #ทุกข์น้อยลงสุขมากขึ้น",
    ),
    (
        6, "ร้านข้าวแกงหน้าโรงเรียน (สมมติ)",
        "ขอบคุณพี่ที่อำเภอเมืองสระบุรี โทรมาบอกว่าลืมใบเสร็จไว้ นึกว่ามิจฉาชีพ วางหูใส่ไปสองที เขาโทรมาที่สามเพื่อบอกว่าไม่ต้องกลัวครับ #สุขนี้ที่อำเภอ",
    ),
    (5, "ของดีราคาส่ง (สมมติ)", "เสื้อยืดพร้อมส่ง ทักแชทได้เลย #สุขนี้ที่อำเภอ #เสื้อยืด"),
)  # fmt: skip
"""How many days ago, by whom, in whose words; the last one sells something."""
WHY_LEFT = "เป็นโฆษณา"


def make(staff: Staff, *, now: datetime) -> int:
    """Brought by one file three days ago; returns how many."""
    by, at = staff.of("DOPA"), now - timedelta(days=3)
    posts = [
        Post(FACEBOOK, f"demo-{number}", text, now - timedelta(days=ago), author=author)
        for number, (ago, author, text) in enumerate(POSTS, start=1)
    ]
    actions.bring(posts, by=by, name=FILE, now=at)
    actions.leave(SourcePost.objects.get(post_id=posts[-1].id), WHY_LEFT, by=by, now=at + timedelta(minutes=4))
    return len(posts)
