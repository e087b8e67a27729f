"""What is known about a call after a kill: that it never left, that it was answered, or neither."""

import socket
from pathlib import Path

import pytest

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
    killed.answer(2, {"message_id": 7, "text": "gizli", "chat": {"id": 5}})
    killed.leave(3)
    killed.failed(3, uncertain=False)
    killed.leave(4)
    killed.failed(4, uncertain=True)
    found = Journal(place)
    assert found.mark == killed.next_mark
    assert found.left == {1, 4}
    assert found.answered == {2: {"message_id": 7}}
    assert "gizli" not in place.read_text()


def test_what_a_follow_up_needs_of_an_answer_is_kept(place: Path) -> None:
    killed = begun(place)
    killed.answer(1, [{"message_id": 7}, {"message_id": 8}])
    killed.answer(2, {"message_thread_id": 9, "name": "Deniz"})
    killed.answer(3, {"status": "member", "user": {"first_name": "Deniz"}})
    killed.answer(4, True)
    assert Journal(place).answered == {
        1: [{"message_id": 7}, {"message_id": 8}],
        2: {"message_thread_id": 9},
        3: {"status": "member"},
        4: True,
    }


def test_beginning_anew_keeps_only_what_is_in_flight(place: Path) -> None:
    killed = begun(place)
    killed.leave(1)
    killed.leave(2)
    killed.answer(1, True)
    killed.begin()
    found = Journal(place)
    assert (found.mark, found.left, found.answered) == (killed.next_mark, {2}, {})


def test_a_long_file_is_full(place: Path) -> None:
    journal = begun(place)
    assert not journal.full
    for id in range(10_000, 30_000):
        journal.leave(id)
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
