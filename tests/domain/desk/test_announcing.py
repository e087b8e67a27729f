"""What stands behind the command, what can be announced, and what can be corrected."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.domain.broadcasts import Broadcast, Status
from bot.domain.desk.announceable import Room, misfit, objection
from bot.domain.desk.announcing import Asked, offered, read
from bot.domain.desk.sending import correctable, corrected
from bot.domain.messages import Message, Text
from bot.domain.people import Address, Spot
from bot.domain.words import Words

ISTANBUL = ZoneInfo("Europe/Istanbul")
NOW = datetime(2026, 11, 23, 8, tzinfo=UTC)  # a Monday, 11:00 in Istanbul
ROOM = Room(text=4096, caption=1024)


def at(month: int, day: int, hour: int, minute: int = 0, *, year: int = 2026) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=ISTANBUL)


@pytest.mark.parametrize(
    ("words", "asked"),
    [
        ("", Asked()),
        ("  en ", Asked("en")),
        ("TR", Asked("tr")),
        ("düzelt 12", Asked(corrects=12)),
        ("DÜZELT #12", Asked(corrects=12)),
        ("fix 3 en", Asked("en", 3)),
        ("14:30", Asked(at=at(11, 23, 14, 30))),
        ("9.05", Asked(at=at(11, 24, 9, 5))),  # over for today
        ("5.12 14:30", Asked(at=at(12, 5, 14, 30))),
        ("05/12/2026 14.30", Asked(at=at(12, 5, 14, 30))),
        ("2.1 10:00", Asked(at=at(1, 2, 10, year=2027))),
        ("en 5.12 14:30", Asked("en", at=at(12, 5, 14, 30))),
    ],
)
def test_what_stands_behind_the_command(words: str, asked: Asked) -> None:
    assert read(words, ("tr", "en"), now=NOW, zone=ISTANBUL) == asked


@pytest.mark.parametrize(
    "words",
    ["de", "düzelt", "düzelt üç", "fix 1234567890", "31.2 10:00", "25:00", "yarın", "en olarak"],
)
def test_what_can_t_be_read_is_no_guess(words: str) -> None:
    assert read(words, ("tr", "en"), now=NOW, zone=ISTANBUL) is None


def test_the_times_offered_are_ahead_and_at_the_desk_s_own_hours() -> None:
    assert offered(NOW, ISTANBUL) == (
        at(11, 23, 14),
        at(11, 23, 17),
        at(11, 24, 10),
        at(11, 24, 14),
        at(11, 24, 17),
    )


def file(kind: str, words: str = "", file_id: str = "F") -> Message:
    return Message(Text(words), kind=kind, file=file_id)


@pytest.mark.parametrize("kind", ["photo", "video", "animation", "audio", "document", "voice"])
def test_files_with_few_words_can_be_announced(kind: str) -> None:
    """A Premium writer's words below a file may be longer than a desk's."""
    assert objection((file(kind, "ş" * 1024),), ROOM) is None
    long = Words("broadcast.caption-too-long", {"most": 1024, "n": 1})
    assert objection((file(kind), file(kind, "ş" * 1025)), ROOM) == long
    assert objection((file(kind, "😀" * 513),), ROOM) == Words(
        "broadcast.caption-too-long", {"most": 1024, "n": 2}
    )


def test_a_text_has_more_room() -> None:
    assert objection((Message(Text("ş" * 4096)),), ROOM) is None
    long = Words("broadcast.text-too-long", {"most": 4096, "n": 4})
    assert objection((Message(Text("ş" * 4100)),), ROOM) == long


@pytest.mark.parametrize("kind", ["sticker", "video_note"])
def test_files_without_words_can_be_announced(kind: str) -> None:
    assert objection((file(kind),), ROOM) is None


@pytest.mark.parametrize(
    ("one", "why"),
    [
        (Message(Text("Ne dersiniz?"), kind="poll"), "broadcast.no-poll"),
        *(
            (Message(kind=kind), "broadcast.no-kind")
            for kind in ("location", "venue", "contact", "other", "uncopyable", "photo")
        ),
    ],
)
def test_what_would_be_refused_is_told_before(one: Message, why: str) -> None:
    assert objection((Message(Text("a")), one), ROOM) == Words(why)


@pytest.mark.parametrize(
    ("correction", "before", "why"),
    [
        ((file("photo"),), (file("photo", "b"),), None),
        ((Message(Text("b")),), (Message(Text("a")),), None),
        ((file("photo"),), (Message(Text("a")),), "broadcast.correct-kind"),
        ((file("video"),), (file("photo"),), "broadcast.correct-kind"),
        ((file("sticker"),), (file("sticker"),), "broadcast.correct-kind"),
        ((file("photo"),) * 2, (file("photo"),), "broadcast.correct-album"),
        ((file("photo"),), (file("photo"),) * 2, "broadcast.correct-album"),
        ((file("photo"),), (), "broadcast.correct-album"),
    ],
)
def test_a_correction_is_of_the_kind_of_what_it_corrects(
    correction: tuple[Message, ...], before: tuple[Message, ...], why: str | None
) -> None:
    assert misfit(correction, before) == (Words(why) if why else None)


def test_what_nobody_has_can_t_be_corrected_nor_can_a_correction() -> None:
    source = Spot(Address("telegram", "-100", group=True), "70")
    draft = Broadcast(5, Status.DRAFT, frozenset({1}), source, by=1, created_at=NOW)
    assert not correctable(draft)
    begun = Broadcast(5, Status.SENDING, frozenset({1}), source, 1, NOW, started_at=NOW)
    assert correctable(begun)
    again = Broadcast(6, Status.DONE, frozenset(), source, 1, NOW, started_at=NOW, corrects=5)
    assert not correctable(again)
    after = corrected(begun, {"tr": (Message(Text("b")),)})
    assert after.versions == {"tr": (Message(Text("b")),)}
    assert after.edition == begun.edition + 1
