"""A walk through everything the desk knows: every node by taps, by typed numbers and by link, and
no dead end.

The content is the real one. One desk is opened for all walks; many contacts walk at once, each
taking the next step when the screen it waits for has come.
"""

import asyncio
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Iterator, MutableMapping
from dataclasses import dataclass, field
from typing import Any

import pytest
import pytest_asyncio
from structlog.testing import capture_logs

from bot.domain.links import payload_of
from bot.domain.words import Words
from bot.playground import entities
from bot.playground.contacts import Contact
from intents.content.catalog import Catalog, Choice, Question
from tests.world import World, sqlite_url, world

pytestmark = [pytest.mark.asyncio(loop_scope="module"), pytest.mark.xdist_group("walk")]

Json = dict[str, Any]
PATIENCE = 20.0  # seconds for one screen; a quiet machine needs a hundredth of it
WALKERS = 12  # at once
LABEL = 64  # units of a button's label that a phone shows in two lines
PAGE = 12  # choices that a menu shows at once
IN_SIGHT = 1200  # units of a message before anything is unfolded
FOLDED = "expandable_blockquote"
ENTITIES = 100  # Telegram keeps no more of a message


@dataclass
class Desk:
    """The open desk, what it logged, and how many contacts have come so far."""

    world: World
    logs: list[MutableMapping[str, Any]]
    came: int = 0
    judged: int = 0
    walkers: list["Walker"] = field(default_factory=list)

    @property
    def catalog(self) -> Catalog:
        return self.world.running.content.catalog

    async def walker(self, language: str = "tr") -> "Walker":
        """A new contact, greeted."""
        self.came += 1
        walker = Walker(
            self.world, self.world.telegram.contact(5000 + self.came, "Dernek", language)
        )
        self.walkers.append(walker)
        await walker.types("/start", shows="/gizlilik" if language == "tr" else "/privacy")
        return walker

    async def walk(
        self, ways: Iterable[Callable[["Walker"], Awaitable[None]]], language: str = "tr"
    ) -> None:
        """Every way is gone by some contact, a dozen at a time; then all that was said is
        judged.
        """
        waiting = iter(list(ways))

        async def go() -> None:
            walker = await self.walker(language)
            for way in waiting:
                await way(walker)
            walker.leave()

        async with asyncio.TaskGroup() as group:
            for _ in range(WALKERS):
                group.create_task(go())
        await self.judge()

    async def judge(self) -> None:
        """Nothing failed, nothing was logged as trouble, and every message is one that Telegram
        takes.
        """
        await self.world.settled()
        calls = list(self.world.telegram.calls)[self.judged :]
        self.judged += len(calls)
        assert [call for call in calls if call.status != 200] == []
        assert [
            one for one in self.logs if one["log_level"] in ("warning", "error", "critical")
        ] == []
        for walker in self.walkers:
            said = walker.contact.messages
            for message, following in zip(said, [*said[1:], None], strict=True):
                if message["from"]["is_bot"]:
                    fit(message)
                    # a word before a screen
                    leads_on = following is not None and following["from"]["is_bot"]
                    assert leads_on or data(message, ""), f"A dead end: {message['text'][:200]}"
            assert all(self.world.telegram.world.queries[tap]["answered"] for tap in walker.taps)
        self.walkers.clear()


def fit(message: Json) -> None:
    """Within Telegram's limits, and well set."""
    text = message["text"]
    assert 0 < entities.units(text) <= 4096
    folded = sum(one["length"] for one in message.get("entities", []) if one["type"] == FOLDED)
    assert entities.units(text) - folded <= IN_SIGHT, text[:80]
    assert len(message.get("entities", [])) < ENTITIES, text[:80]
    assert not re.search(r"</?[a-z]+>|&(amp|lt|gt|quot);|\{\w+\}|\]\(|\*\*|  +\S|\n{3,}", text), (
        text
    )
    for way in buttons(message):
        assert 0 < entities.units(way["text"]) <= LABEL, way["text"]
        assert len(way.get("callback_data", "x").encode()) <= 64


def buttons(message: Json) -> Iterator[Json]:
    """The buttons below a message."""
    for row in message.get("reply_markup", {}).get("inline_keyboard", []):
        yield from row


def data(message: Json, *begins: str) -> list[str]:
    """What the buttons that begin so say when they are pressed, in their order."""
    said = (way["callback_data"] for way in buttons(message) if "callback_data" in way)
    return [one for one in said if one.startswith(begins)]


class Walker:
    """A contact who looks at each screen before the next step."""

    def __init__(self, desk: World, contact: Contact) -> None:
        self.telegram, self.contact = desk.telegram, contact
        self.heard: list[Json] = []
        self.taps: list[str] = []
        self.telegram.listeners.add(self._listen)

    def _listen(self, news: Json) -> None:
        message = news.get("message")
        if message and message["chat"]["id"] == self.contact.chat_id and message["from"]["is_bot"]:
            self.heard.append(message)

    def leave(self) -> None:
        """Look no more."""
        self.telegram.listeners.discard(self._listen)

    async def types(self, words: str, *, shows: str) -> Json:
        """Write, and give the bot's message that shows these words."""
        self.heard.clear()
        await self.contact.send(words)
        return await self._shown(words, shows)

    async def taps_on(self, message: Json, pressed: str, *, shows: str) -> Json:
        """Press a button that is there now, and give the bot's message that shows these words."""
        self.heard.clear()
        self.taps.append(await self.contact.tap(message, pressed))
        return await self._shown(pressed, shows)

    async def _shown(self, act: str, words: str) -> Json:
        def shown() -> Json | None:
            return next((message for message in self.heard if words in message["text"]), None)

        try:
            found: Json = await self.telegram.until(shown, PATIENCE)
        except TimeoutError:
            said = [message["text"][:300] for message in self.heard]
            raise AssertionError(
                f"After {act!r} the bot did not show {words!r} but {said}"
            ) from None
        return found

    async def reads(self, screen: Json, choice: Choice) -> Json:
        """An answer to its end, part by part; the last screen asks whether it helped and offers
        ways on.
        """
        assert choice.title in screen["text"]
        while more := data(screen, "m|"):
            assert more == [f"m|{choice.id}|{int(more[0].rpartition('|')[2])}"]
            screen = await self.taps_on(screen, more[0], shows="")
        assert data(screen, "v|") == [f"v|{choice.id}|1", f"v|{choice.id}|0"]
        assert data(screen, "x|") == [f"x|{choice.id}"]
        assert "h" in data(screen, "h")
        for source in choice.sources:  # "m." and its number stay on one line
            title = re.sub(r"\b(m|arts?)\. (?=\d)", "\\1.\u00a0", source.title)
            assert title in screen["text"]
        return screen


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def desk(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Desk]:
    with capture_logs() as logs:
        async with world(sqlite_url(tmp_path_factory.mktemp("walk"))) as opened:
            yield Desk(opened, logs)


def tree(desk: Desk, language: str) -> tuple[Question, ...]:
    """The questions of the subjects, all of them reached from the root."""
    collection = desk.catalog.collection(language, "faq")
    assert collection is not None
    return tuple(collection.questions.values())


def words_of(question: Question, page: int = 0) -> str:
    """What tells a question's screen from others: its last choice on a page."""
    return question.choices[page * PAGE : (page + 1) * PAGE][-1].title


def page_of(question: Question, choice: Choice) -> int:
    """The page of a question's menu on which a choice stands, from 0."""
    return [one.id for one in question.choices].index(choice.id) // PAGE


async def paged(walker: Walker, menu: Json, question: Question, page: int) -> Json:
    """A page of a question's menu, leafed to from its first."""
    for number in range(1, page + 1):
        [more] = data(menu, f"q|faq|{question.question_id}|{number}")
        menu = await walker.taps_on(menu, more, shows=words_of(question, number))
    return menu


def way_down(desk: Desk, question: Question, language: str) -> list[Choice]:
    """The branches from the root down to a question, in the language of the walk."""
    chosen = [desk.catalog.choice(language, branch.id) for branch in desk.catalog.trail(question)]
    return [choice for choice in chosen if choice is not None]


async def test_every_node_is_reached_by_taps(desk: Desk) -> None:
    await walk_by_taps(desk, "tr")


async def test_every_node_is_reached_by_taps_in_english(desk: Desk) -> None:
    await walk_by_taps(desk, "en")


async def walk_by_taps(desk: Desk, language: str) -> None:
    """Down to each question, into each of its choices, and back to the menu."""
    opened: set[str] = set()
    note = desk.world.running.desk().phrases(language).plain(Words("content.other-language"))

    def way(question: Question) -> Callable[[Walker], Awaitable[None]]:
        async def go(walker: Walker) -> None:
            root, *_ = tree(desk, language)
            home = await walker.types("/menu", shows="")
            menu = await walker.taps_on(home, "q|faq|", shows=words_of(root))
            for branch in way_down(desk, question, language):
                above = desk.catalog.question(language, f"faq:{branch.question_id}")
                below = desk.catalog.question(language, f"faq:{branch.opens}")
                assert above is not None
                assert below is not None
                menu = await paged(walker, menu, above, page_of(above, branch))
                [pressed] = data(menu, f"c|{branch.id}|")
                menu = await walker.taps_on(menu, pressed, shows=words_of(below))
                opened.add(branch.id)
            await visit(walker, menu, question)

        return go

    async def visit(walker: Walker, menu: Json, question: Question) -> None:
        first = menu
        assert len(data(menu, "c|")) == min(len(question.choices), PAGE)
        for n, choice in enumerate(question.choices, start=1):
            if f"{n}. {choice.title}" not in menu["text"]:
                menu = await paged(walker, first, question, page_of(question, choice))
            assert f"{n}. {choice.title}" in menu["text"]
            if choice.opens is not None:
                continue
            [pressed] = data(menu, f"c|{choice.id}|")
            answer = await walker.reads(
                await walker.taps_on(menu, pressed, shows=choice.title), choice
            )
            opened.add(choice.id)
            other = (choice.lent_by or choice.language) != language
            assert (note in answer["text"]) == other
            [back] = data(answer, "o|")
            first = menu = await walker.taps_on(answer, back, shows=words_of(question))
            assert walker.contact.message(answer["message_id"]) == answer  # it stays to be read
        if up := [pressed for pressed in data(menu, "q|") if pressed.count("|") == 2]:
            await walker.taps_on(menu, up[-1], shows="")
        await walker.taps_on(menu, "h", shows="")

    questions = tree(desk, language)
    await desk.walk([way(question) for question in questions], language)
    assert opened == {choice.id for question in questions for choice in question.choices}


async def test_every_node_is_reached_by_typed_numbers(desk: Desk) -> None:
    """From the greeting on nothing is pressed; the next number counts in the menu that is still
    open.
    """
    opened: set[str] = set()
    questions = tree(desk, "tr")

    def way(question: Question) -> Callable[[Walker], Awaitable[None]]:
        async def go(walker: Walker) -> None:
            await walker.types("/menu", shows="")
            await walker.types("1", shows=words_of(questions[0]))
            for branch in way_down(desk, question, "tr"):
                below = desk.catalog.question("tr", f"faq:{branch.opens}")
                above = desk.catalog.question("tr", f"faq:{branch.question_id}")
                assert below is not None
                assert above is not None
                await walker.types(str(above.choices.index(branch) + 1), shows=words_of(below))
                opened.add(branch.id)
            for n, choice in enumerate(question.choices, start=1):
                if choice.opens is None:
                    answer = await walker.types(str(n), shows=choice.title)
                    assert data(answer, "v|", "m|")
                    opened.add(choice.id)

        return go

    await desk.walk([way(question) for question in questions])
    assert opened == {choice.id for question in questions for choice in question.choices}


async def test_every_deep_link_opens(desk: Desk) -> None:
    def way(target: str, words: str) -> Callable[[Walker], Awaitable[None]]:
        async def go(walker: Walker) -> None:
            await walker.types(f"/start {payload_of(target)}", shows=words)

        return go

    choices = [choice for choice in desk.catalog.choices("tr") if choice.opens is None]
    links = [(choice.id, choice.title) for choice in choices]
    links += [(question.id, words_of(question)) for question in tree(desk, "tr")]
    assert len(links) > 190
    await desk.walk([way(*link) for link in links])


async def test_every_related_answer_can_be_opened(desk: Desk) -> None:
    """Below an answer that did not help; its related ones are listed, numbered, and open."""

    def way(choice: Choice) -> Callable[[Walker], Awaitable[None]]:
        async def go(walker: Walker) -> None:
            screen = await walker.types(f"/start {payload_of(choice.id)}", shows=choice.title)
            screen = await walker.reads(screen, choice)
            screen = await walker.taps_on(screen, f"v|{choice.id}|0", shows="")
            offer = await walker.taps_on(screen, f"r|{choice.id}", shows="")
            assert data(offer, "s|") == [f"s|{related}" for related in choice.related]
            for n, related in enumerate(choice.related, start=1):
                other = desk.catalog.choice("tr", related)
                question = desk.catalog.question("tr", related)
                assert other is not None or question is not None
                if other is not None:
                    assert f"{n}. {other.title}" in offer["text"]
            last = desk.catalog.choice("tr", choice.related[-1])
            if last is not None and last.opens is None:
                await walker.types(str(len(choice.related)), shows=last.title)

        return go

    some = [
        choice for choice in desk.catalog.choices("tr") if choice.related and choice.opens is None
    ]
    assert len(some) > 90
    await desk.walk([way(choice) for choice in some])


async def test_the_whole_assessment_leads_to_a_profile(desk: Desk) -> None:
    """Four organisations, each at one level throughout: two tap and two type; each reads all
    guidance.
    """
    series = desk.catalog.collection("tr", "assessment")
    assert series is not None
    questions = [question for number, question in series.questions.items() if number]

    def way(level: int) -> Callable[[Walker], Awaitable[None]]:
        async def go(walker: Walker) -> None:
            home = await walker.types("/menu", shows="")
            first = questions[0].choices[0].title
            begin = await walker.taps_on(home, "z|start", shows=str(len(questions)))
            screen = await walker.taps_on(begin, f"z|q|{questions[0].question_id}", shows=first)
            for at, question in enumerate(questions):
                choice = question.choices[level - 1]
                assert f"{level}. {choice.title}" in screen["text"]
                following = (
                    questions[at + 1].choices[0].title if at + 1 < len(questions) else "●" * level
                )
                screen = await answered(walker, screen, choice, following=following)
            assert screen["text"].count("●" * level + "○" * (4 - level)) == len(questions)
            assert data(screen, "x|", "h") == ["x|assessment", "h"]
            assert len(data(screen, "g|")) == (3 if level < 4 else 0)

        return go

    await desk.walk([way(level) for level in (1, 2, 3, 4)])


async def answered(walker: Walker, screen: Json, choice: Choice, *, following: str) -> Json:
    """One question answered, its guidance read to the end, and the next one asked."""
    if choice.choice_id % 2:
        pressed = f"z|c|{choice.question_id}|{choice.choice_id}"
        asked = await walker.taps_on(screen, pressed, shows=following)
    else:
        asked = await walker.types(str(choice.choice_id), shows=following)
    noted = next(message for message in walker.heard if data(message, "g|") == [f"g|{choice.id}"])
    guidance = await walker.reads(
        await walker.taps_on(noted, f"g|{choice.id}", shows=choice.title), choice
    )
    [on] = data(guidance, "z|on|")
    again = await walker.taps_on(guidance, on, shows=following)
    assert data(again, "z|", "g|") == data(asked, "z|", "g|")
    return again


async def test_a_number_that_nothing_bears_shows_what_is_open(desk: Desk) -> None:
    """A lone number is never taken for a question: below an answer found by words it opens the menu
    again.
    """
    note = desk.world.running.desk().phrases("tr").plain(Words("menu.no-number"))
    walker = await desk.walker()
    menu = await walker.types("/konular 3", shows="3. ")
    assert data(await walker.types("99", shows=note), "c|") == data(menu, "c|")
    step = await walker.types("/degerlendirme", shows="23")
    step = await walker.taps_on(step, data(step, "z|q|")[0], shows="4. ")
    again = await walker.types("7", shows="4. ")
    assert [message["text"] for message in walker.heard] == [note, step["text"]]
    assert data(again, "z|c|") == data(step, "z|c|")
    known = desk.catalog.choice("tr", "faq:3-2")
    assert known is not None
    await walker.types("/start faq_3-2", shows=known.title)
    assert data(await walker.types("üç", shows=note), "c|")
    walker.leave()
    await desk.judge()
