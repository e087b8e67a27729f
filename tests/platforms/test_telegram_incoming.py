"""Telegram's updates become events, and no update, however strange, is ever an error."""

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.constants import MessageType

from bot.domain import events
from bot.domain.messages import OTHER, TEXT, UNCOPYABLE, Message, Span, Style, Text
from bot.domain.people import Address, Place, Spot
from bot.gateway.telegram.addresses import staff_group
from bot.gateway.telegram.incoming import chat_of, number_of, parse
from bot.gateway.telegram.kinds import NAMED, NEVER_COPIED, SERVICE
from tests.platforms import raw

Json = dict[str, Any]

STAFF = staff_group(raw.GROUP["id"])
ME = Address("telegram", "1001")
assert STAFF is not None
THREAD = Place(STAFF, str(raw.THREAD))
EXPERT = Address("telegram", "2001")


def parsed(update: Json) -> events.Event | None:
    return parse(update, staff=STAFF)


def content(**message: Any) -> Message:
    event = parsed(raw.said(**message))
    assert isinstance(event, events.Said)
    return event.content


def test_a_contact_s_words() -> None:
    assert parsed(raw.said(text="Merhaba")) == events.Said(ME, "7", Message(Text("Merhaba")), "tr")


def test_a_contact_s_command_in_turkish_capitals() -> None:
    typed = "/DEĞİŞTİR@desk_bot  iki  kelime "
    event = parsed(raw.said(text=typed))
    whole = Message(Text(typed))
    assert event == events.Commanded(ME, "7", "degistir", "iki  kelime", "tr", whole)


def test_a_caption_is_no_command() -> None:
    assert content(photo=raw.PHOTO, caption="/start").text.text == "/start"


@pytest.mark.parametrize(
    ("poll", "read"),
    [
        (
            {"question": "Hangi gün?", "options": [{"text": "Salı"}, {"text": "Cuma"}]},
            "Hangi gün?\nSalı\nCuma",
        ),
        ({"question": "Hangi gün?", "options": [3, {"text": None}]}, "Hangi gün?"),
        ({"question": 3, "options": "x"}, ""),
        (None, ""),
    ],
)
def test_what_a_poll_asks_is_read(poll: Any, read: str) -> None:
    found = content(poll=poll)
    assert (found.kind, found.text.text) == ("poll", read)


def command(text: str, me: str = "desk_bot") -> str | None:
    event = parse(raw.staff(text=text), staff=STAFF, me=me)
    assert isinstance(event, events.StaffWrote)
    return event.command


def test_a_command_of_the_staff_may_be_for_another_bot() -> None:
    assert command("/Gönder@Desk_Bot şimdi") == "gonder"
    assert command("/gonder") == "gonder"
    assert command("/gonder@other_bot") == "gonder@other_bot"
    assert command("/gonder@other_bot", me="") == "gonder"
    assert command("gonder") is None


def test_an_album_s_picture() -> None:
    found = content(photo=raw.PHOTO, caption="Belge", media_group_id="13")
    assert found == Message(Text("Belge"), kind="photo", file="A", album="13")


def test_an_album_s_name_fits_a_database() -> None:
    assert content(photo=raw.PHOTO, media_group_id="9" * 3000).album == "9" * 64
    assert content(photo=raw.PHOTO, media_group_id="").album is None


def test_an_animation_is_none_of_the_documents() -> None:
    assert content(document={"file_id": "D"}, animation={"file_id": "D"}).kind == "animation"


def test_a_picture_s_file_is_the_one_in_full_size() -> None:
    sizes = [{"file_id": name, "width": width} for name, width in (("S", 90), ("L", 1280))]
    assert content(photo=sizes).file == "L"


@pytest.mark.parametrize("kind", ["video", "animation", "audio", "document", "voice"])
def test_a_file_has_the_platform_s_name(kind: str) -> None:
    assert content(**{kind: {"file_id": "F"}}).file == "F"


@pytest.mark.parametrize("strange", [[], {}, None, "F", 5, [5], {"file_id": 5}])
def test_a_file_without_a_name_is_a_file_all_the_same(strange: Any) -> None:
    found = content(document=strange, photo=[])
    assert (found.is_file, found.file) == (True, "")


def test_a_picture_that_moves_is_not_named_by_its_still_one() -> None:
    assert content(live_photo={"file_id": "L"}, photo=raw.PHOTO).file == ""


@pytest.mark.parametrize(("kind", "name"), [("sticker", "F"), ("location", "")])
def test_what_is_no_file_is_named_by_nothing(kind: str, name: str) -> None:
    assert content(**{kind: {"file_id": "F"}}).file == name


def test_a_reply_names_its_message() -> None:
    assert content(text="Evet", reply_to_message={"message_id": 5}).reply_to == "5"


def test_an_expert_s_words_in_a_thread_reply_to_nothing() -> None:
    event = parsed(raw.staff(text="Yanıt"))
    wrote = Message(Text("Yanıt"))
    assert event == events.StaffWrote(THREAD, "50", EXPERT, "Uzman Bir", wrote)


def replied(**target: Any) -> events.StaffWrote:
    """An expert's words in a thread, as a reply to this."""
    event = parsed(raw.staff(text="Yanıt", reply_to_message={"message_id": 45} | target))
    assert isinstance(event, events.StaffWrote)
    return event


IN_THREAD = {"message_thread_id": raw.THREAD, "is_topic_message": True}


def test_an_expert_s_reply_in_a_thread() -> None:
    assert replied(**IN_THREAD).content.reply_to == "45"


@pytest.mark.parametrize(
    "elsewhere", [{}, {"message_thread_id": 41, "is_topic_message": True}], ids=["General", "other"]
)
def test_a_reply_to_what_stands_in_another_thread_is_none(elsewhere: Json) -> None:
    event = replied(text="Duyuru", **{"from": raw.EXPERT}, **elsewhere)
    assert (event.content.reply_to, event.answered) == (None, None)


def test_what_is_replied_to_comes_with_who_wrote_it() -> None:
    note = {"from": raw.EXPERT, "photo": raw.PHOTO, "caption": "Not"}
    wrote = Message(Text("Not"), kind="photo", file="A")
    answered = events.Answered(EXPERT, wrote, name="Uzman Bir")
    assert replied(**note, **IN_THREAD).answered == answered


def test_what_the_group_itself_wrote_is_the_group_s() -> None:
    by_group = {"from": {"id": 1087968824, "is_bot": True}, "sender_chat": raw.GROUP, "text": "Not"}
    assert replied(**by_group, **IN_THREAD).answered == events.Answered(STAFF, Message(Text("Not")))


def test_a_channel_s_message_is_none_of_the_group_s() -> None:
    by_channel = {"from": {"id": 777000}, "sender_chat": {"id": -1005, "type": "channel"}}
    found = replied(**by_channel, text="Not", **IN_THREAD).answered
    assert found is not None
    assert found.person == Address("telegram", "777000")


def test_a_service_message_that_is_replied_to_holds_nothing() -> None:
    assert replied(**{"from": raw.EXPERT}, pinned_message={}, **IN_THREAD).answered is None


def test_who_writes_in_the_group_s_name_bears_its_address() -> None:
    anonymous = {"from": {"id": 1087968824, "is_bot": True}, "sender_chat": raw.GROUP}
    event = parsed(raw.staff(text="Yanıt", **anonymous))
    assert isinstance(event, events.StaffWrote)
    assert (event.person, event.nameless) == (STAFF, True)


@pytest.mark.parametrize(("itself", "command"), [(True, None), (False, "kuyruk")])
def test_a_channel_s_post_is_nobody_s_and_commands_nothing(
    itself: bool, command: str | None
) -> None:
    """What somebody writes as a channel may be a command, to be told of."""
    channel = {"sender_chat": {"id": -1005, "type": "channel"}, "is_automatic_forward": itself}
    event = parsed(raw.staff(text="/kuyruk", **{"from": {"id": 777000}}, **channel))
    assert isinstance(event, events.StaffWrote)
    assert (event.nameless, event.command) == (True, command)


@pytest.mark.parametrize(
    ("more", "person", "name"),
    [
        ({"author_signature": "Hukuk"}, f"{STAFF.id}/Hukuk", "Hukuk"),
        ({"author_signature": "  "}, STAFF.id, "Uzmanlar"),
        ({"author_signature": 7}, STAFF.id, "Uzmanlar"),
        ({}, STAFF.id, "Uzmanlar"),
    ],
)
def test_who_writes_in_the_group_s_name_is_told_apart_by_what_they_sign_as(
    more: dict[str, Any], person: str, name: str
) -> None:
    group, who = raw.GROUP | {"title": "Uzmanlar"}, Address("telegram", person, group=True)
    anonymous = {"from": {"id": 1087968824, "is_bot": True}, "sender_chat": group, "chat": group}
    wrote = parsed(raw.staff(text="Yanıt", **anonymous, **more))
    changed = parsed(raw.edited(raw.staff(text="Yanıt", **anonymous, **more)))
    for event in (wrote, changed):
        assert isinstance(event, events.StaffWrote | events.StaffEdited)
        assert (event.person, event.name) == (who, name)
    answered = replied(**anonymous, text="Not", **IN_THREAD, **more).answered
    assert answered == events.Answered(who, Message(Text("Not")))


def test_a_person_who_signs_is_that_person() -> None:
    event = parsed(raw.staff(text="Yanıt", author_signature="Hukuk"))
    assert isinstance(event, events.StaffWrote)
    assert event.person == EXPERT


@pytest.mark.parametrize(
    ("said", "of_desk"),
    [
        ({"from": {"id": 1, "is_bot": True}}, True),
        ({"from": raw.EXPERT, "forward_origin": {"sender_user": {"is_bot": True}}}, True),
        ({"from": raw.EXPERT, "forward_origin": {"sender_user": raw.EXPERT}}, False),
        ({"from": raw.EXPERT, "forward_origin": 5}, False),
        ({"from": raw.EXPERT}, False),
        ({"from": {"id": 1, "is_bot": True}, "sender_chat": raw.GROUP}, False),
    ],
)
def test_what_a_bot_said_is_known_also_when_it_is_passed_on(
    said: dict[str, Any], of_desk: bool
) -> None:
    answered = replied(**said, text="Not", **IN_THREAD).answered
    assert answered is not None
    assert answered.of_desk is of_desk


def test_a_channel_that_writes_in_the_group_is_no_bot_of_its_and_no_group() -> None:
    channel = {"from": {"id": 136817688, "is_bot": True}, "sender_chat": {"id": -1005}}
    assert parsed(raw.staff(text="Yanıt", **channel)) is None


def test_the_beginning_of_a_thread_is_no_message_that_is_replied_to() -> None:
    """Even where Telegram shows it without saying what it is."""
    event = parsed(raw.staff(text="Yanıt", reply_to_message={"message_id": raw.THREAD}))
    assert isinstance(event, events.StaffWrote)
    assert event.content.reply_to is None


def test_an_expert_s_words_with_a_stroke_stay_whole() -> None:
    """Whether it is a command of ours is for the rules to say; nothing of it is lost till then."""
    event = parsed(raw.staff(text="/etc altındaki dosyaya bakın"))
    assert isinstance(event, events.StaffWrote)
    assert (event.command, event.content.text.text) == ("etc", "/etc altındaki dosyaya bakın")


def test_outside_all_threads() -> None:
    event = parsed(raw.staff(text="Selam", is_topic_message=False))
    assert isinstance(event, events.StaffWrote)
    assert event.place == Place(THREAD.chat)


def test_bots_in_the_group_are_not_heard_but_its_anonymous_administrators_are() -> None:
    bot = raw.EXPERT | {"is_bot": True}
    assert parsed(raw.staff(text="Bip", **{"from": bot})) is None
    event = parsed(raw.staff(text="Not", **{"from": bot}, sender_chat=raw.GROUP))
    assert isinstance(event, events.StaffWrote)


def test_other_groups_are_not_heard() -> None:
    other = raw.GROUP | {"id": -5, "type": "group"}
    assert parsed(raw.staff(text="Selam", chat=other)) is None
    tap = parsed(raw.tapped(raw.staff(text="Kart", chat=other)["message"], raw.EXPERT))
    assert tap == events.Outsider(Address("telegram", "-5", group=True), "99")


def test_a_group_is_known_by_its_type_not_by_its_sign() -> None:
    person = raw.CHAT | {"id": -1001000000001}
    event = parsed(raw.said(text="Merhaba", chat=person))
    assert isinstance(event, events.Said)
    assert not event.chat.group


def test_taps() -> None:
    tap = parsed(raw.tapped(raw.said(text="Menü")["message"], raw.CONTACT, "q|faq|9|0"))
    assert tap == events.Tapped(ME, "7", "99", "q|faq|9|0", "tr")
    tap = parsed(raw.tapped(raw.staff(text="Kart")["message"], raw.EXPERT, "T|5|close"))
    assert tap == events.StaffTapped(THREAD, "50", "99", EXPERT, "Uzman Bir", "T|5|close")


def test_a_tap_below_a_message_of_inline_mode_is_an_outsider_s() -> None:
    query = {"id": "99", "from": raw.CONTACT, "inline_message_id": "x", "data": "h"}
    assert parsed({"update_id": 1, "callback_query": query}) == events.Outsider(ME, "99")


def test_edits_blocks_and_searches() -> None:
    changed = Message(Text("Merhabalar"))
    assert parsed(raw.edited(raw.said(text="Merhabalar"))) == events.Edited(ME, "7", changed)
    by_expert = events.StaffEdited(THREAD, "50", EXPERT, "Uzman Bir", changed)
    assert parsed(raw.edited(raw.staff(text="Merhabalar"))) == by_expert
    assert parsed(raw.REACHED) == events.Reached(ME, reachable=False)
    assert parsed(raw.SEARCHED) == events.Searched(ME, "77", "tüzük", "tr")


HEART, OTHER_SIGN = (
    {"type": "emoji", "emoji": "❤"},
    {"type": "custom_emoji", "custom_emoji_id": "5"},
)


@pytest.mark.parametrize(
    ("signs", "sign"),
    [([HEART], "❤"), ([], ""), ([OTHER_SIGN, HEART], "❤"), ([OTHER_SIGN], None), ("x", "")],
)
def test_a_sign_on_a_message(signs: Any, sign: str | None) -> None:
    """What is no common emoji can't be set by a bot, and is not passed on."""
    changed = {"chat": raw.CHAT, "user": raw.CONTACT, "message_id": 7, "new_reaction": signs}
    found = parsed({"update_id": 1, "message_reaction": changed})
    assert found == (None if sign is None else events.Reacted(ME, "7", sign))


def test_a_sign_in_the_staff_group_and_elsewhere() -> None:
    at, group = {"message_id": 50, "new_reaction": [HEART]}, raw.GROUP
    by = {"chat": group, "user": raw.EXPERT}
    update = {"update_id": 1, "message_reaction": at | by}
    expected = events.StaffReacted(Spot(STAFF, "50"), EXPERT, "❤")
    assert parsed(update) == expected
    nameless = {"update_id": 1, "message_reaction": at | {"chat": group, "actor_chat": group}}
    assert parsed(nameless) == events.StaffReacted(Spot(STAFF, "50"), STAFF, "❤")
    other = {"update_id": 1, "message_reaction": at | by | {"chat": group | {"id": -100777}}}
    assert parsed(other) is None


@pytest.mark.parametrize("kind", ["rich_message", "checklist", "story", "live_photo", "dice", "x"])
def test_what_the_desk_has_no_name_for_is_a_message_all_the_same(kind: str) -> None:
    assert content(**{kind: {}}) == Message(kind=OTHER)
    event = parsed(raw.staff(**{kind: {}}))
    assert isinstance(event, events.StaffWrote)
    assert event.content.kind == OTHER


@pytest.mark.parametrize("kind", NEVER_COPIED)
def test_what_telegram_never_copies_says_so(kind: str) -> None:
    assert content(**{kind: {}}, caption="Bakın").kind == UNCOPYABLE


@pytest.mark.parametrize("kind", sorted(SERVICE))
def test_what_telegram_itself_says_is_no_message(kind: str) -> None:
    assert parsed(raw.said(**{kind: {}})) is None
    assert parsed(raw.staff(**{kind: {}})) is None


# in the library's list of kinds, yet beside a message's content
_BESIDE = {
    "business_connection_id",
    "effect_id",
    "reply_to_story",
    "sender_boost_count",
    "sender_business_bot",
    "suggested_post_info",
}
_PASSED_ON = {"checklist", "dice", "game", "live_photo", "story"}


def test_every_kind_that_the_library_knows_is_in_a_list_here() -> None:
    """A new version of the library brings new kinds: somebody has to look at each."""
    known = {TEXT, *NAMED, *NEVER_COPIED, *SERVICE, *_PASSED_ON, *_BESIDE}
    assert {str(kind.value) for kind in MessageType} - known == set()


EMOJI = "👩‍👧 "  # two letters of two units, one joiner, a blank
STYLED = [
    ("bold", Style.BOLD, {}, ""),
    ("italic", Style.ITALIC, {}, ""),
    ("underline", Style.UNDERLINE, {}, ""),
    ("strikethrough", Style.STRIKE, {}, ""),
    ("spoiler", Style.SPOILER, {}, ""),
    ("code", Style.CODE, {}, ""),
    ("pre", Style.BLOCK, {"language": "python"}, "python"),
    ("pre", Style.BLOCK, {}, ""),
    ("blockquote", Style.QUOTE, {}, ""),
    ("expandable_blockquote", Style.FOLDED, {}, ""),
    ("text_link", Style.LINK, {"url": "https://example.org"}, "https://example.org"),
    ("text_mention", Style.PERSON, {"user": {"id": 5}}, "5"),
    ("custom_emoji", Style.EMOJI, {"custom_emoji_id": "77"}, "77"),
]


@pytest.mark.parametrize(("kind", "style", "more", "value"), STYLED)
def test_styles_count_characters(kind: str, style: Style, more: Json, value: str) -> None:
    entity = {"type": kind, "offset": 6, "length": 4} | more
    found = content(text=f"{EMOJI}bold", entities=[entity]).text
    assert found.spans == (Span(4, 8, style, value),)


@pytest.mark.parametrize("kind", ["mention", "hashtag", "url", "bot_command", "date_time", "new"])
def test_what_telegram_finds_by_itself_is_dropped(kind: str) -> None:
    entity = {"type": kind, "offset": 0, "length": 3}
    assert content(text="@ab cd", entities=[entity]).text == Text("@ab cd")


def test_the_outer_style_comes_first() -> None:
    inner = {"type": "italic", "offset": 0, "length": 2}
    outer = {"type": "bold", "offset": 0, "length": 4}
    spans = content(text="abcd", entities=[inner, outer]).text.spans
    assert [span.style for span in spans] == [Style.BOLD, Style.ITALIC]


@pytest.mark.parametrize(
    "entities",
    [
        {},
        "bold",
        [None, 5, "x", []],
        [{"type": "bold"}],
        [{"type": "bold", "offset": "0", "length": 2}],
        [{"type": ["bold"], "offset": 0, "length": 2}],
        [{"type": "bold", "offset": 10**30, "length": 2}],
        [{"type": "bold", "offset": 3, "length": -2}],
        [{"type": "bold", "offset": 90, "length": 5}],
        [{"type": "bold", "offset": True, "length": 5}],
        [{"type": "text_link", "offset": 0, "length": 2, "url": 5}],
        [{"type": "text_mention", "offset": 0, "length": 2, "user": "ali"}],
    ],
)
def test_wild_entities_leave_the_words(entities: Any) -> None:
    assert content(text="👋 selam", entities=entities).text == Text("👋 selam")


def test_half_letters_and_nuls_do_not_come_in() -> None:
    assert content(text="a\ud83db\0\ud83d\ude00").text.text == "a\ufffdb\ufffd😀"


STRANGE: tuple[Any, ...] = (
    {},
    [],
    None,
    5,
    {"update_id": "x"},
    {"message": "words"},
    {"message": {"chat": "words", "text": "x"}},
    {"message": {"chat": {"type": "private"}, "from": None, "text": "x"}},
    {"message": {"chat": {"type": ["private"], "id": 5}, "message_id": 5, "text": "x"}},
    {"message": {"chat": {"type": "private", "id": 1}, "text": "no message id"}},
    {"message": {"chat": {"type": "private", "id": 10**4000}, "message_id": 1, "text": "x"}},
    {"message": {"chat": {"type": "private", "id": 1}, "message_id": True, "text": 5}},
    {"edited_message": {"chat": {"type": "private"}, "text": "x"}},
    {"callback_query": {"id": "1", "data": "h", "message": "old", "from": "me"}},
    {"callback_query": {"id": "1", "data": "h", "message": {"chat": {"type": "private"}}}},
    {"my_chat_member": {"chat": {"type": "private"}, "new_chat_member": {"status": {}}}},
    {"my_chat_member": {"chat": raw.CHAT, "new_chat_member": {"status": ["left"]}}},
    {"my_chat_member": {"chat": raw.GROUP, "new_chat_member": "left"}},
    {"my_chat_member": {"chat": raw.GROUP, "new_chat_member": {"status": {}}}},
    {"chat_member": {"chat": raw.GROUP, "new_chat_member": "left"}},
    {"chat_member": {"chat": raw.GROUP, "new_chat_member": {"status": 5, "user": "me"}}},
    {"chat_member": {"chat": "words", "new_chat_member": {"user": raw.EXPERT}}},
    {"inline_query": {"id": "1", "from": {"id": None}, "query": "x"}},
)


def standing(kind: str, chat: Json, **now: Any) -> Any:
    """Somebody's standing in a chat has changed."""
    changed = {"chat": chat, "from": raw.EXPERT, "date": 1, "new_chat_member": now}
    return parsed({"update_id": 9, kind: changed})


@pytest.mark.parametrize(
    ("now", "inside", "leads"),
    [
        ({"status": "creator"}, True, True),
        ({"status": "administrator"}, True, True),
        ({"status": "member"}, True, False),
        ({"status": "restricted", "is_member": True}, True, False),
        ({"status": "restricted", "is_member": False}, False, False),
        ({"status": "left"}, False, False),
        ({"status": "kicked"}, False, False),
    ],
)
def test_who_joins_and_leaves_the_staff_group(now: Json, inside: bool, leads: bool) -> None:
    changed = standing("chat_member", raw.GROUP, user=raw.EXPERT, **now)
    assert changed == events.MemberChanged(EXPERT, inside, leads)
    assert standing("chat_member", raw.GROUP | {"id": -5}, user=raw.EXPERT, **now) is None


@pytest.mark.parametrize(
    ("now", "inside", "opens"),
    [
        ({"status": "administrator", "can_manage_topics": True}, True, True),
        ({"status": "administrator", "can_manage_topics": False}, True, False),
        ({"status": "administrator"}, True, False),
        ({"status": "member"}, True, False),
        ({"status": "kicked"}, False, False),
        ({"status": "left"}, False, False),
    ],
)
def test_how_the_desk_stands_in_the_staff_group(now: Json, inside: bool, opens: bool) -> None:
    changed = standing("my_chat_member", raw.GROUP, user={"id": 9, "is_bot": True}, **now)
    assert changed == events.DeskStands(STAFF, inside, opens)
    assert standing("my_chat_member", raw.GROUP | {"id": -5}, user={"id": 9}, **now) is None


@pytest.mark.parametrize("update", STRANGE)
def test_no_strange_update_fails(update: Any) -> None:
    chat_of(update)
    number_of(update)
    parsed(update)


def test_words_of_a_nameless_sender_are_not_lost() -> None:
    assert isinstance(parsed(raw.said(text="x", **{"from": None})), events.Said)
    assert isinstance(parsed(raw.staff(text="x", **{"from": 5})), events.StaffWrote)


def places(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in an update where something stands."""
    inside: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inside = list(value.items())
    elif isinstance(value, list):
        inside = list(enumerate(value))
    return [path, *(found for key, one in inside for found in places(one, (*path, key)))]


PLACES = [(n, path) for n, update in enumerate(raw.UPDATES) for path in places(update) if path]
HUGE = 10**4000  # JSON brings none longer than 4300 digits
JUNK = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.just(HUGE)
    | st.just(-HUGE)
    | st.floats()
    | st.text(st.characters(exclude_categories=[]), max_size=8)
    | st.sampled_from(["private", "supergroup", "/start", "\ud800", "\0", "👋" * 50]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["id", "type", "chat", "offset", "length"]), inner)
    ),
    max_leaves=6,
)
NESTED: Any = None
for _ in range(5000):
    NESTED = {"chat": NESTED}


def mutated(update: Json, path: tuple[Any, ...], junk: Any) -> Json:
    """The update with something else at a place."""
    changed: Any = copy.deepcopy(update)
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = junk
    return changed  # type: ignore[no-any-return]


@settings(max_examples=1500, deadline=None)
@given(st.sampled_from(PLACES), JUNK)
def test_no_mutated_update_fails(place: tuple[int, tuple[Any, ...]], junk: Any) -> None:
    """Whatever stands wherever: an event whose words can be written down, or None."""
    update = mutated(raw.UPDATES[place[0]], place[1], junk)
    chat, event = chat_of(update), parsed(update)
    number_of(update)
    repr((chat, event)).encode()


@pytest.mark.parametrize("junk", [None, "x", 5, True, -HUGE, [], {}, [{}], NESTED])
def test_no_place_of_any_update_fails_on_any_junk(junk: Any) -> None:
    for n, path in PLACES:
        update = mutated(raw.UPDATES[n], path, junk)
        chat_of(update)
        parsed(update)


def test_whose_turn_an_update_takes() -> None:
    for update in raw.UPDATES:
        assert chat_of(update) in (ME, STAFF)
    assert chat_of({"poll": {}}) is None


def test_the_staff_group_s_setting() -> None:
    assert staff_group(None) is None
    assert staff_group("-5") == Address("telegram", "-5", group=True)
    with pytest.raises(ValueError, match="starts with a minus sign"):
        staff_group(42)
