"""What was learnt is kept beside the database, as arrays: a help that may fail."""

import os
import pickle
from pathlib import Path

import numpy as np
import pytest

from bot.content import load
from bot.kept import Kept

ARRAYS = {"planes": np.arange(6, dtype=np.float32).reshape(2, 3), "used": np.arange(2)}
ENTRY = "---\ntitle: {0} kurmak\nquestion_id: 1\nchoice_id: {1}\nlabel: {0}\n---\n{0} metni.\n"


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    Kept(tmp_path).put("a", ARRAYS)
    found = Kept(tmp_path).get("a")
    assert found is not None
    assert all(np.array_equal(found[name], array) for name, array in ARRAYS.items())
    assert Kept(tmp_path).get("b") is None


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 nonsense", b"\x93NUMPY\x01\x00"])
def test_what_is_spoilt_is_not_there(tmp_path: Path, content: bytes) -> None:
    Kept(tmp_path).put("a", ARRAYS)
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)
    assert Kept(tmp_path).get("a") is None


def test_nothing_that_is_read_is_run(tmp_path: Path) -> None:
    Kept(tmp_path).put("a", ARRAYS)
    (file,) = tmp_path.iterdir()
    np.savez(file, planes=np.array([{"an": "object"}], dtype=object))
    assert Kept(tmp_path).get("a") is None
    file.write_bytes(pickle.dumps(ARRAYS))
    assert Kept(tmp_path).get("a") is None


def test_what_cannot_be_written_hinders_nothing(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    Kept(gone).put("a", ARRAYS)
    assert Kept(gone).get("a") is None


def test_only_the_newest_stay(tmp_path: Path) -> None:
    for number in range(13):
        Kept(tmp_path).put(str(number), ARRAYS)
        os.utime(tmp_path / f"learnt-{number}.npz", (number, number))
    assert len(list(tmp_path.iterdir())) == 8
    assert Kept(tmp_path).get("12") is not None
    assert Kept(tmp_path).get("4") is None


@pytest.mark.parametrize("learner", ["intents.search.linear", "intents.scope.weights"])
def test_the_same_content_is_learnt_once(
    learner: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    faq, place = tmp_path / "faq_data", tmp_path / "beside"
    faq.mkdir()
    place.mkdir()
    for number, name in enumerate(("Dernek", "Vakıf", "Kooperatif"), start=1):
        (faq / f"{number}.md").write_text(ENTRY.format(name, number), encoding="utf-8")
    first = load(faq, "tr", Kept(place)).index.search("vakıf kurmak")

    def refuse(*_: object) -> None:
        raise AssertionError("learnt again")

    monkeypatch.setattr(f"{learner}._learn", refuse)
    assert load(faq, "tr", Kept(place)).index.search("vakıf kurmak") == first
    with pytest.raises(AssertionError, match="learnt again"):
        load(faq, "tr")
