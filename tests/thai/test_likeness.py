"""Two tellings of one trouble are found whatever slips and dialect they are told in; two troubles are kept apart."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from sangsuk.thai.likeness import SIZE, alike, sketch

SAME = [
    ("ถนนหน้าวัดป่าแดงเป็นหลุมใหญ่ รถล้มหลายคันแล้ว", "ถนนหน้าวัดป่าแดงเปนหลุมไหญ่ รถล้มหลายคันแล้วคับ"),
    ("น้ำประปาหมู่ 4 ไม่ไหลมา 3 วันแล้ว เดือดร้อนมาก", "น้ำปะปาบ่ไหลมาสามมื้อแล้ว หมู่ 4 เดือดร้อนหลาย"),
    ("ไฟถนนดับทั้งซอยหน้าโรงเรียน มืดมาก", "ไฟส่องสว่างหน้าโรงเรียนดับทั้งซอย ตอนกลางคืนมืด กลัวอันตราย"),
    ("กลิ่นเหม็นจากฟาร์มหมูท้ายหมู่บ้าน ทนไม่ไหว", "ฟาร์มหมูท้ายหมู่บ้านส่งกลิ่นเหมิ่นทุกมื้อ เด็กๆปวดหัว"),
    ("กองขยะริมคลองไม่มีใครมาเก็บเป็นเดือน", "ขี้เหยื้อริมคลองบ่มีคนมาเก็บ กองเต็มไปหมด"),
    ("สะพานข้ามห้วยหน้าวัดชำรุด ราวหัก", "ราวสะพานข้ามห้วยหักพัง ตรงหน้าวัด เด็กเดินอันตราย"),
    ("สายไฟห้อยต่ำลงมาเกือบถึงพื้น ปากซอย 5", "ปากซอย 5 สายไฟห้อยลงมาต่ำมาก กลัวไฟช๊อตเด็ก"),
    ("น้ำท่วมขังถนนหน้าตลาดสดทุกครั้งที่ฝนตก ท่อตัน", "ฝนตกทีไรหน้าตลาดสดน้ำท่วมขัง ท่อระบายน้ำอุดตัน"),
    ("ต้นไม้ใหญ่จะล้มทับบ้าน ข้างโรงพยาบาลส่งเสริมสุขภาพ", "ต้นไม้ไหญ่เอียงจะล้มทับบ้าน ข้างๆ รพ.สต. ขอให้มาตัด"),
    ("หมาจรจัดกัดคนหน้าตลาด มีหลายตัว", "สุนัขจรจัดฝูงใหญ่ไล่กัดคนแถวตลาด"),
    ("เผาตอซังข้าวควันเข้าบ้านทุกเย็น หายใจไม่ออก", "มีการเผานาตอนเย็น ควันไฟเข้าบ้าน หายใจไม่ออก"),
    ("ไฟฟ้าดับบ่อยมาก วันละสามสี่ครั้ง", "ไฟดับบ่อยวันละหลายครั้ง ตู้เย็นพัง"),
    # not looked at while the numbers were chosen
    ("ท่อระบายน้ำหน้าสถานีอนามัยอุดตัน น้ำเน่าล้นออกมาบนถนน", "น้ำเน่าเอ่อล้นจากท่อตรงสถานีอณามัย ท่อคงตัน"),
    ("ป้ายจราจรตรงสามแยกไปอำเภอล้ม มองไม่เห็นทาง", "ป้ายบอกทางสามแยกไปอำเภอถูกรถชนล้มแล้ว ขอให้ตั้งไหม่"),
    ("สัญญาณโทรศัพท์หมู่บ้านห้วยทรายหายไปสองสัปดาห์", "บ้านห้วยซายบ่มีสัญญานโทรสับมาสองอาทิตย์แล้ว"),
    ("ฝายกั้นน้ำพัง น้ำไม่เข้านา ข้าวจะตายแล้ว", "ฝายพังแล้วน้ำบ่เข้านา ข้าวกำลังตาย"),
    ("ห้องน้ำสาธารณะที่ตลาดนัดสกปรกมาก ไม่มีน้ำ", "ส้วมตลาดนัดสกปรกไม่มีน้ำราด"),
]


def shares() -> tuple[list[float], list[float]]:
    """Of tellings of one trouble, and of all pairs of different ones."""
    same = [alike(sketch(one), sketch(other)) for one, other in SAME]
    strangers = [alike(sketch(a), sketch(b)) for one, other in combinations(SAME, 2) for a in one for b in other]
    return same, strangers


def test_nearly_every_other_telling_is_found_and_hardly_any_stranger() -> None:
    """Words alone, without the place and the kind of trouble that a case adds to them."""
    same, strangers = shares()
    assert sum(share >= 0.2 for share in same) / len(same) >= 0.9
    assert min(same) > 0.15
    assert sum(share >= 0.2 for share in strangers) / len(strangers) <= 0.005
    assert sum(strangers) / len(strangers) < 0.02


def test_tones_left_out_and_letters_that_sound_the_same_make_no_difference() -> None:
    assert alike(sketch("ฟุตบาทหน้าศาลาชำรุด"), sketch("ทางเท้าหน้าสาลาชำรุด")) == 1
    assert alike(sketch("ไฟไหม้ป่าใกล้หมู่บ้าน"), sketch("ไฟใหม้ปาไกล้หมูบาน")) > 0.6


def test_a_pond_is_no_dialect_for_not() -> None:
    assert alike(sketch("บ่อบาดาลแห้ง"), sketch("ไม่อบาดาลแห้ง")) < 1
    assert alike(sketch("น้ำปะปาบ่ไหลเลย"), sketch("น้ำประปาไม่ไหลเลย")) == 1


def test_nothing_is_alike_to_nothing() -> None:
    assert sketch("") == sketch("!!! ...") == []
    assert alike([], []) == alike(sketch("น้ำท่วม"), []) == 0


@given(st.text(max_size=400))
def test_every_text_has_a_sketch_and_is_alike_to_itself(text: str) -> None:
    marks = sketch(text)
    assert len(marks) <= SIZE and marks == sorted(marks)
    assert all(-(2**31) <= mark < 2**31 for mark in marks)
    assert not marks or alike(marks, marks) > 0.49


@given(st.text("กขคงจชซดตนบปมยรลวสหอาิีุู่้", max_size=200), st.text("กขคงจชซดตนบปมยรลวสหอาิีุู่้", max_size=200))
def test_likeness_is_a_share_and_the_same_from_both_sides(one: str, other: str) -> None:
    share = alike(sketch(one), sketch(other))
    assert 0 <= share <= 1
    assert share == alike(sketch(other), sketch(one))
