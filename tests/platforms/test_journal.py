"""What is known about a call after a kill: that it never left, that it was answered, or neither."""

import os
import socket
import tempfile
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.domain.results import Done, Membership, Result, Said, ThreadOpened
from bot.gateway import journal as journals
from bot.gateway.journal import Journal, NotingSocket, leaving


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """Where the notes lie."""
    return tmp_path / "desk.calls"


def begun(place: Path) -> Journal:
    journal = Journal(place)
    journal.begin()
    return journal


def test_no_file_knows_nothing(place: Path) -> None:
    assert Journal(place).mark == ""


def test_the_next_desk_reads_what_left_and_what_was_answered(place: Path) -> None:
    killed = begun(place)
    killed.leave(1)
    killed.leave(2)
    killed.answer(2, Said(("7",)))
    killed.leave(3)
    killed.failed(3, uncertain=False)
    killed.leave(4)
    killed.failed(4, uncertain=True)
    found = Journal(place)
    assert found.mark == killed.next_mark
    assert found.left == {1, 4}
    assert found.answered == {2: Said(("7",))}


RESULTS = [
    Done(),
    Said(("7",)),
    Said(("7", "8")),
    Said(("an id; of\nanother platform é",)),
    ThreadOpened("9"),
    Membership(True),
    Membership(False),
]


def test_every_result_is_read_as_it_was_written(place: Path) -> None:
    killed = begun(place)
    for delivery, result in enumerate(RESULTS):
        killed.answer(delivery, result)
    assert Journal(place).answered == dict(enumerate(RESULTS))
    assert {type(result) for result in RESULTS} == set(get_args(Result))


@pytest.mark.parametrize(
    "line",
    [
        "<2;",
        "<2 {;",
        '<2 {"message_id": 7};',  # as it was once written
        '<2 ["said", 7];',
        '<2 ["member", 1];',
        '<2 ["thread"];',
        "<2 " + "[" * 100_000 + ";",
        ">x;",
        ">\N{ARABIC-INDIC DIGIT TWO};",
        ">" + "9" * 5000 + ";",
        "?2;",
        ">;",
        ";",
        "-;",
        "\0\0\0;",
        "\x80\xff;",
    ],
)
def test_a_spoilt_line_says_nothing(place: Path, line: str) -> None:
    """Of a call whose answer can't be read it is known that it left, and nothing more."""
    killed = begun(place)
    killed.leave(2)
    with place.open("a") as file:
        file.write(f"\n{line}")
    killed.leave(3)
    found = Journal(place)
    assert (found.mark, found.left, found.answered) == (killed.next_mark, {2, 3}, {})


@settings(deadline=None)  # the disk may be busy
@given(st.binary(max_size=200))
def test_no_file_whatever_is_in_it_is_an_error(written: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "desk.calls"
        place.write_bytes(written)
        Journal(place)
        ours = begun(place)
        with place.open("ab") as file:
            file.write(written)
        ours.leave(1)
        assert 1 in Journal(place).left


def test_what_is_no_file_of_ours_is_not_read(place: Path) -> None:
    killed = begun(place)
    aside = place.with_name("elsewhere")
    place.rename(aside)
    place.symlink_to(aside)
    assert Journal(place).mark == ""
    assert Journal(aside).mark == killed.next_mark
    place.unlink()
    os.mkfifo(place)  # which would hold up whoever opens it to read
    assert Journal(place).mark == ""


def test_beginning_anew_keeps_only_what_is_in_flight(place: Path) -> None:
    killed = begun(place)
    killed.leave(1)
    killed.leave(2)
    killed.answer(1, Done())
    killed.begin()
    found = Journal(place)
    assert (found.mark, found.left, found.answered) == (killed.next_mark, {2}, {})


def test_a_long_file_is_full(place: Path) -> None:
    journal = begun(place)
    assert not journal.full
    for delivery in range(10_000, 30_000):
        journal.leave(delivery)
    assert journal.full


def test_a_line_cut_off_by_a_full_disk_spoils_no_other(place: Path) -> None:
    killed = begun(place)
    killed.leave(1)
    with place.open("a") as file:
        file.write("\n>12")
    killed.leave(3)
    assert Journal(place).left == {1, 3}


def test_notes_from_before_a_power_cut_are_not_believed(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun(place).leave(1)
    monkeypatch.setattr(journals, "_BOOT", place.with_name("boot"))
    place.with_name("boot").write_text("another life of the machine\n")
    assert Journal(place).mark == ""


def test_bytes_are_noted_before_they_leave() -> None:
    here, there = socket.socketpair()
    noted: list[bool] = []
    there.setblocking(False)

    def note() -> None:
        with pytest.raises(BlockingIOError):
            there.recv(1)
        noted.append(True)

    leaving.set(note)
    with NotingSocket(fileno=here.detach()) as mine, there:
        mine.send(b"x")
        assert there.recv(1) == b"x"
    leaving.set(None)
    assert noted == [True]


def test_nothing_leaves_when_the_note_cannot_be_written() -> None:
    here, there = socket.socketpair()
    there.setblocking(False)

    def note() -> None:
        raise OSError("No space left on device")

    leaving.set(note)
    with NotingSocket(fileno=here.detach()) as mine, there:
        with pytest.raises(OSError, match="No space"):
            mine.send(b"x")
        with pytest.raises(BlockingIOError):
            there.recv(1)
    leaving.set(None)
