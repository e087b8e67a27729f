"""Effects become words on a screen: HTML text and an inline keyboard, ready for one API call
each.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import quote

from bot.domain.assessment import next_steps
from bot.domain.buttons import encode
from bot.domain.effects import (
    Button,
    Rows,
    ShowAnswer,
    ShowPolicy,
    ShowProfile,
    ShowQuestion,
    ShowStep,
    Words,
)
from bot.domain.navigation import link_payload
from bot.i18n import Speech
from bot.render.markdown import pieces
from bot.render.styled import escape, visible_length
from intents.content.catalog import Catalog, Choice, Question

LONGEST = 4096  # Telegram: visible characters of a message
COMFORTABLE = 3600  # of a piece of an answer; the rest is for its passport
PAGE = 12  # choices on one page of a menu
# the number of a law's article stays on the line of its "m."
_ARTICLE = re.compile(r"\b(m|arts?)\. (?=\d)")
_FILLED, _EMPTY = "●", "○"

Keyboard = list[list[dict[str, Any]]]


@dataclass(frozen=True, slots=True)
class Screen:
    """What one message shows."""

    html: str
    keyboard: Keyboard


@dataclass(frozen=True, slots=True)
class Stage:
    """What a screen needs to know besides the effect itself."""

    catalog: Catalog
    speech: Speech
    language: str
    username: str
    today: date


def keyboard(rows: Rows, speech: Speech) -> Keyboard:
    """Buttons as Telegram wants them; labels without markup."""
    return [[_button(button, speech) for button in row] for row in rows if row]


def _button(button: Button, speech: Speech) -> dict[str, Any]:
    label = button.label if isinstance(button.label, str) else speech.plain(button.label)
    return (
        {"text": label, "url": button.url}
        if button.url
        else {"text": label, "callback_data": button.data}
    )


def plain(words: Iterable[Words], speech: Speech) -> str:
    """Several texts one below the other, cut to what one message holds."""
    return "\n\n".join(speech.words(one) for one in words)


def question(effect: ShowQuestion, stage: Stage) -> Screen:
    """A menu: where one is, the question, its choices numbered, and the buttons."""
    found = stage.catalog.question(stage.language, effect.question_id)
    assert found is not None, effect.question_id
    pages = max(1, -(-len(found.choices) // PAGE))
    page = min(effect.page, pages - 1)
    first = page * PAGE
    shown = found.choices[first : first + PAGE]
    parts = [stage.speech.words(effect.note)] if effect.note else []
    parts += [_trail(found, stage), _question_words(found, named=not stage.catalog.trail(found))]
    if found.language != stage.language:
        parts.append(stage.speech.text("content.other-language"))
    parts.append(
        "\n".join(
            f"<b>{n}.</b> {escape(choice.title)}" for n, choice in enumerate(shown, start=first + 1)
        )
    )
    if pages > 1:
        parts.append(stage.speech.text("menu.page", {"page": page + 1, "pages": pages}))
    parts.append(stage.speech.text("menu.how"))
    return Screen(
        _fit(parts), _menu_buttons(found, shown, first=first, page=page, pages=pages, stage=stage)
    )


def _question_words(found: Question, *, named: bool = True) -> str:
    """The question's own words; below a trail its title, which the trail names, only when it has no
    others.
    """
    body = pieces(found.body, limit=1500)
    title = f"<b>{escape(found.title)}</b>" if found.title and (named or not body) else ""
    return "\n\n".join(part for part in (title, body[0] if body else "") if part)


def _fit(parts: Sequence[str]) -> str:
    html = "\n\n".join(part for part in parts if part)
    if visible_length(html) <= LONGEST:
        return html
    return pieces_of_html(html)


def pieces_of_html(html: str) -> str:
    """The first lines of a text that fit into one message."""
    kept: list[str] = []
    for line in html.split("\n"):
        if visible_length("\n".join([*kept, line])) > LONGEST - 2:
            return "\n".join([*kept, "…"])
        kept.append(line)
    return "\n".join(kept)


def _trail(found: Question, stage: Stage) -> str:
    labels = [escape(choice.label) for choice in stage.catalog.trail(found)]
    return " › ".join([stage.speech.text("menu.home"), *labels])


def _menu_buttons(
    found: Question, shown: Sequence[Choice], *, first: int, page: int, pages: int, stage: Stage
) -> Keyboard:
    rows: Keyboard = [
        [
            {
                "text": f"{n}. {choice.label}",
                "callback_data": encode("c", choice.id, found.fingerprint),
            }
        ]
        for n, choice in enumerate(shown, start=first + 1)
    ]
    turn = []
    if page:
        turn.append(
            {
                "text": stage.speech.plain(Words("menu.earlier")),
                "callback_data": _open(found, page - 1),
            }
        )
    if page + 1 < pages:
        turn.append(
            {
                "text": stage.speech.plain(Words("menu.more")),
                "callback_data": _open(found, page + 1),
            }
        )
    trail = stage.catalog.trail(found)
    back = f"{found.collection}|{trail[-1].question_id}" if trail else None
    ways = (
        [{"text": stage.speech.plain(Words("button.back")), "callback_data": f"q|{back}"}]
        if back
        else []
    )
    ways.append({"text": stage.speech.plain(Words("button.home")), "callback_data": encode("h")})
    return [row for row in (*rows, turn, ways) if row]


def _open(found: Question, page: int) -> str:
    return encode("q", found.collection, found.question_id, page)


def answer(effect: ShowAnswer, stage: Stage) -> Screen:
    """One piece of an answer; the last one carries its passport and asks whether it helped."""
    choice = stage.catalog.choice(stage.language, effect.choice_id)
    assert choice is not None, effect.choice_id
    head = _head(choice, stage, found=effect.found)
    parts = pieces(
        choice.body, limit=COMFORTABLE, first=max(COMFORTABLE - visible_length(head), 500)
    ) or ("",)
    part = min(effect.part, len(parts) - 1)
    last = part == len(parts) - 1
    lines = [head] if part == 0 else []
    lines.append(parts[part])
    if last:
        lines.append(
            _passport(choice, stage, room=LONGEST - 40 - visible_length("\n\n".join(lines)))
        )
    html = "\n\n".join(line for line in lines if line)
    return Screen(
        html,
        _answer_buttons(choice, stage) if last else _read_on(choice, part, len(parts), stage=stage),
    )


def _head(choice: Choice, stage: Stage, *, found: bool) -> str:
    title = f"<b>“{escape(choice.title)}”</b>"  # what an organisation says of itself, not the desk
    understood = stage.speech.text("answer.about", {"label": choice.label}) if found else ""
    other = stage.speech.text("content.other-language") if choice.language != stage.language else ""
    summary = escape(choice.summary) if choice.summary else ""
    return "\n\n".join(part for part in (understood, title, other, summary) if part)


def _read_on(choice: Choice, part: int, parts: int, *, stage: Stage) -> Keyboard:
    label = stage.speech.plain(Words("answer.read-on", {"part": part + 2, "parts": parts}))
    return [[{"text": label, "callback_data": encode("m", choice.id, part + 1)}]]


def _passport(choice: Choice, stage: Stage, *, room: int) -> str:
    """Sources, when it was last checked, and who decides; shorter when there is little room."""
    speech = stage.speech
    lines = []
    if choice.sources:
        lines.append(speech.text("answer.sources"))
        lines += [f"• {_source(source.title, source.url)}" for source in choice.sources]
    checked = []
    if choice.reviewed:
        checked.append(speech.text("answer.reviewed", {"date": speech.date(choice.reviewed)}))
    if choice.legal and choice.review_by and choice.review_by < stage.today:
        checked.append(speech.text("answer.overdue"))
    tail = ["", *checked, f"<i>{speech.text('answer.liability')}</i>"]
    while lines and visible_length("\n".join([*lines, *tail])) > room:
        lines.pop()
    return "\n".join([*lines, *tail]).strip()


def _source(title: str, url: str | None) -> str:
    title = _ARTICLE.sub("\\1.\u00a0", title)
    return f'<a href="{escape(url)}">{escape(title)}</a>' if url else escape(title)


def _answer_buttons(choice: Choice, stage: Stage) -> Keyboard:
    speech = stage.speech
    link = f"https://t.me/{stage.username}?start={link_payload(choice.id)}"
    share = f"https://t.me/share/url?url={quote(link, safe='')}&text={quote(choice.label)}"
    back = encode("o", choice.collection, choice.question_id)
    if choice.collection == "assessment":
        back = encode("z", "on", choice.question_id)
    rows = (
        (
            Button(Words("vote.yes"), encode("v", choice.id, 1)),
            Button(Words("vote.no"), encode("v", choice.id, 0)),
        ),
        (
            Button(Words("button.share"), url=share),
            Button(Words("button.expert"), encode("x", choice.id)),
        ),
        (
            Button(
                Words("assessment.go-on" if choice.collection == "assessment" else "button.back"),
                back,
            ),
            Button(Words("button.home"), encode("h")),
        ),
    )
    return keyboard(rows, speech)


def policy(effect: ShowPolicy, stage: Stage) -> Screen:
    """A written rule or an emergency text, with the way on."""
    found = stage.catalog.policy(stage.language, effect.code)
    if found is None:
        return Screen(stage.speech.text("handoff.offer"), keyboard(effect.buttons, stage.speech))
    body = pieces(found.body, limit=LONGEST - 300)
    # what to do comes first
    rule = "" if found.kind == "emergency" else f"<b>{escape(found.title)}</b>"
    html = "\n\n".join(part for part in (rule, body[0] if body else "") if part)
    return Screen(html, keyboard(effect.buttons, stage.speech))


def step(effect: ShowStep, stage: Stage) -> Screen:
    """One question of a series: n of so many, the question, its choices, and the ways around it."""
    found = stage.catalog.question(stage.language, effect.question_id)
    assert found is not None, effect.question_id
    speech, number = stage.speech, found.question_id
    lines = []
    rows: Keyboard = []
    for n, choice in enumerate(found.choices, start=1):
        chosen = choice.choice_id == effect.chosen
        lines.append(f"<b>{n}.</b> {escape(choice.title)}{' ✓' if chosen else ''}")
        data = encode("z", "c", number, choice.choice_id)
        rows.append(
            [{"text": f"{n}. {choice.label}{' ✓' if chosen else ''}", "callback_data": data}]
        )
    rows += keyboard(
        (
            (
                Button(Words("button.back"), encode("z", "back", number)),
                Button(Words("button.skip"), encode("z", "next", number)),
            ),
            (Button(Words("assessment.stop"), encode("z", "stop")),),
        ),
        speech,
    )
    parts = [
        speech.text("assessment.progress", {"n": effect.position, "total": effect.total}),
        _question_words(found),
        "\n".join(lines),
    ]
    if found.language != stage.language:
        parts.insert(1, speech.text("content.other-language"))
    return Screen(_fit(parts), rows)


def profile(effect: ShowProfile, stage: Stage) -> Screen:
    """The self-assessment in words: a bar a question, and the steps that help most."""
    speech = stage.speech
    lines = []
    for number in sorted(effect.levels):
        found = stage.catalog.question(stage.language, f"{effect.collection}:{number}")
        level = effect.levels[number]
        name = escape((found.label or found.title or str(number)) if found else str(number))
        most = max(len(found.choices) if found else 4, level)
        bar = _FILLED * level + _EMPTY * (most - level)
        lines.append(
            speech.text("assessment.line", {"bar": bar, "level": level, "most": most, "name": name})
        )
    steps = next_steps(effect.levels)
    rows: Keyboard = []
    chosen = []
    for n, number in enumerate(steps, start=1):
        choice = stage.catalog.choice(
            stage.language, f"{effect.collection}:{number}-{effect.levels[number]}"
        )
        found = stage.catalog.question(stage.language, f"{effect.collection}:{number}")
        if choice is None:
            continue
        heading = (found.title or found.label) if found else None
        chosen.append(
            f"<b>{n}.</b> {escape(heading or choice.label)}: {escape(choice.summary or choice.title)}"
        )
        rows.append(
            [
                {
                    "text": f"{n}. {(found.label if found else None) or choice.label}",
                    "callback_data": encode("g", choice.id),
                }
            ]
        )
    rows += keyboard(
        (
            (Button(Words("button.expert"), encode("x", "")),),
            (
                Button(Words("assessment.again"), encode("z", "again")),
                Button(Words("button.home"), encode("h")),
            ),
        ),
        speech,
    )
    parts = [speech.text("assessment.profile-title", {"n": len(effect.levels)}), "\n".join(lines)]
    if chosen:
        parts += [speech.text("assessment.next-steps"), "\n\n".join(chosen)]
    return Screen(_fit(parts), rows)
