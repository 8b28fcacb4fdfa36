"""An operator's own files: outlines as GeoJSON, villages as CSV."""

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from sangsuk.common.errors import Refused
from sangsuk.places import actions, files, queries
from sangsuk.places.models import Boundary, Loaded, Village

pytestmark = pytest.mark.django_db


def square(west: float, south: float, size: float = 0.2) -> dict[str, Any]:
    east, north = west + size, south + size
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": geometry}


def written(path: Path, *features: Any, **more: Any) -> Path:
    text = json.dumps({"type": "FeatureCollection", **more, "features": list(features)}, ensure_ascii=False)
    if path.suffix == ".gz":
        path.write_bytes(gzip.compress(text.encode()))
    else:
        path.write_text(text, encoding="utf-8")
    return path


CHIANG_MAI = feature(square(98.9, 18.7), ADM2_PCODE="TH5001", ADM1_PCODE="TH50", ADM2_TH="ชื่อที่สะกดผิด")
SUTHEP = feature(square(98.9, 18.7, 0.1), code="500108", amphoe="5001")


@pytest.mark.parametrize("name", ["outlines.geojson", "outlines.geojson.gz"])
def test_outlines_are_joined_on_codes_never_on_names(world: None, tmp_path: Path, name: str) -> None:
    report = actions.load_boundaries(written(tmp_path / name, CHIANG_MAI, SUTHEP, crs={"type": "name"}))
    assert (report.read, report.written, report.rejected) == (2, 2, [])
    assert set(Boundary.objects.values_list("code", "level")) == {("5001", "district"), ("500108", "subdistrict")}
    row = Boundary.objects.get(code="5001")
    assert (row.west, row.south, round(row.east, 6), round(row.north, 6)) == (98.9, 18.7, 99.1, 18.9)
    located = queries.at(98.95, 18.75)
    assert (located.method, located.district_code, located.subdistrict_code) == ("polygon", "5001", "500108")


def test_loading_the_same_outlines_again_changes_nothing(world: None, tmp_path: Path) -> None:
    path = written(tmp_path / "a.geojson", CHIANG_MAI)
    actions.load_boundaries(path)
    stamp = Loaded.objects.get(name="boundaries").loaded_at
    assert actions.load_boundaries(path).written == 0
    assert Loaded.objects.get(name="boundaries").loaded_at == stamp


def test_unknown_codes_and_unusable_features_are_reported_and_the_rest_is_kept(world: None, tmp_path: Path) -> None:
    bad = [
        feature(square(98.9, 18.7), ADM2_PCODE="TH9999"),
        feature(square(98.9, 18.7), name="no code"),
        feature({"type": "Point", "coordinates": [99, 18]}, ADM2_PCODE="TH5002"),
        feature(None, ADM2_PCODE="TH5003"),
        feature(square(500000.0, 2000000.0), ADM2_PCODE="TH5004"),
        CHIANG_MAI,
    ]
    report = actions.load_boundaries(written(tmp_path / "a.geojson", CHIANG_MAI, *bad))
    assert (report.read, report.written) == (7, 1)
    assert dict(report.rejected) == {
        "TH9999": "unknown district code",
        "feature 3": "no ADM1_PCODE, ADM2_PCODE, ADM3_PCODE or code of 2, 4 or 6 digits",
        "TH5002": "not an area",
        "TH5003": "no readable geometry",
        "TH5004": "not in Thailand, or not in degrees of longitude and latitude",
        "TH5001": "the same code again",
    }
    assert "927 of level district have no outline yet" in str(report)


def test_a_crossed_outline_is_mended(world: None, tmp_path: Path) -> None:
    bow_tie = {"type": "Polygon", "coordinates": [[[99, 18], [99.2, 18.2], [99.2, 18], [99, 18.2], [99, 18]]]}
    assert actions.load_boundaries(written(tmp_path / "a.geojson", feature(bow_tie, ADM2_PCODE="TH5001"))).written == 1


def test_shapes_are_drawn_from_what_was_loaded(world: None, tmp_path: Path) -> None:
    actions.load_boundaries(written(tmp_path / "a.geojson", CHIANG_MAI, SUTHEP))
    assert queries.has_outlines()
    [shape] = queries.shapes("district")
    assert (shape.code, shape.name_th, shape.d[0]) == ("5001", "เมืองเชียงใหม่", "M")
    assert [s.code for s in queries.shapes("subdistrict", "50")] == ["500108"]
    assert queries.shapes("subdistrict", "10") == []


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "no GeoJSON"),
        (b'{"type": "Feature"}', "no GeoJSON"),
        (b'{"features": [{"type": ', "ends in the middle"),
        (b'{"features": [{"a": 1}, nonsense]}', "no JSON"),
        (b'\xff\xfe{"features": []}', "UTF-8"),
        (b"\x1f\x8b not gzip", "UTF-8"),
    ],
)
def test_a_file_that_is_no_geojson_is_refused_and_nothing_kept(
    world: None, tmp_path: Path, content: bytes, why: str
) -> None:
    path = tmp_path / "a.geojson"
    path.write_bytes(content)
    with pytest.raises(Refused, match=why) as refused:
        actions.load_boundaries(path)
    assert (refused.value.code, refused.value.field) == ("file_not_readable", "file")
    assert not Boundary.objects.exists()


def test_features_are_read_one_by_one_across_chunks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "CHUNK", 7)
    path = written(tmp_path / "a.geojson", *({"n": n, "text": "ก]},{" * n} for n in range(9)), name="x")
    assert [f["n"] for f in files.features(path)] == list(range(9))


HEADER = "dopa8,name_th,name_en,tambon_code,lat,lon\n"


def villages(path: Path, *lines: str, header: str = HEADER) -> Path:
    text = header + "".join(f"{line}\n" for line in lines)
    path.write_bytes(gzip.compress(text.encode()) if path.suffix == ".gz" else b"\xef\xbb\xbf" + text.encode())
    return path


SAN_SAI = "50010801,บ้านสันทรายทดสอบ,Ban San Sai Thotsop,500108,18.80,98.95"


@pytest.mark.parametrize("name", ["v.csv", "v.csv.gz"])
def test_villages_are_loaded_once_and_found_by_name(world: None, tmp_path: Path, name: str) -> None:
    path = villages(tmp_path / name, SAN_SAI, "50010812,บ้านใหม่ทดสอบ,,500108,18.81,98.96")
    report = actions.load_villages(path)
    assert (report.read, report.written, report.rejected) == (2, 2, [])
    assert Village.objects.get(code="50010812").moo == 12
    assert actions.load_villages(path).written == 0
    [hit] = queries.search("สันทรายทดสอบ")
    assert hit.label_th == "หมู่ที่ 1 บ้านสันทรายทดสอบ ตำบลสุเทพ อำเภอเมืองเชียงใหม่ จังหวัดเชียงใหม่"
    assert (hit.kind, hit.subdistrict_code, hit.longitude) == ("village", "500108", 98.95)
    assert queries.path("50010801", "en").startswith("Moo 1 Ban San Sai Thotsop, Suthep Subdistrict")


def test_a_village_that_changed_is_written_again(world: None, tmp_path: Path) -> None:
    actions.load_villages(villages(tmp_path / "v.csv", SAN_SAI))
    report = actions.load_villages(villages(tmp_path / "v.csv", SAN_SAI.replace("สันทราย", "สันใหม่")))
    assert report.written == 1
    assert Village.objects.get(code="50010801").name_th == "บ้านสันใหม่ทดสอบ"


def test_bad_rows_are_rejected_with_their_line_and_reason(world: None, tmp_path: Path) -> None:
    path = villages(
        tmp_path / "v.csv",
        SAN_SAI,
        "5001080,สั้น,Short,500108,18.8,98.9",
        "50010803,ผิดตำบล,Other,500107,18.8,98.9",
        "99990101,ไม่มีตำบล,None,999901,18.8,98.9",
        "50010804,,No Thai,500108,18.8,98.9",
        SAN_SAI,
        "50010805,ไม่มีจุด,No point,500108,,",
        "50010806,จุดไกล,Far point,500108,0,0",
        "50010807,ขาดช่อง",
    )
    report = actions.load_villages(path)
    assert (report.read, report.written) == (9, 3)
    assert report.rejected == [
        ("line 3", "dopa8 is not 8 digits"),
        ("line 4", "tambon_code is not the beginning of dopa8"),
        ("line 5", "unknown tambon_code"),
        ("line 6", "no name_th, or a name longer than 100 characters"),
        ("line 7", "the same dopa8 again"),
        ("line 10", "tambon_code is not the beginning of dopa8"),
    ]
    assert "2 villages without a usable point were kept without one." in str(report)
    assert Village.objects.get(code="50010806").longitude is None


def test_a_file_without_the_columns_is_refused_by_their_names(world: None, tmp_path: Path) -> None:
    path = villages(tmp_path / "v.csv", "1,2", header="code,name\n")
    with pytest.raises(Refused, match="dopa8, name_th, name_en, tambon_code, lat, lon"):
        actions.load_villages(path)
