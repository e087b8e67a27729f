"""A small desk's content, built in memory, and meanings made by hand: the one door to `intents`."""

from dataclasses import replace

from intents.content.catalog import Catalog, SourceFile, build
from intents.content.smalltalk import SmallTalk
from intents.quotes import Sentence
from intents.search.confidence import Evidence
from intents.search.index import Match
from intents.understand import CLOSE, LIKELY, Intent
from intents.understand import Outcome as Meaning

__all__ = [
    "CATALOG",
    "CLOSE",
    "EMPTY",
    "LIKELY",
    "Intent",
    "Meaning",
    "Sentence",
    "SmallTalk",
    "catalog",
]

_EVIDENCE = Evidence(1, 1, 1, 1, 1, 1, 0, 1, 1, 1, 1)

FILES = {
    "faq/00.md": "title: Hangi konu?\nquestion_id: 0",
    "faq/00-01.md": "title: Kuruyoruz.\nquestion_id: 0\nchoice_id: 1\nlabel: Kuruluş\nopens: 1",
    "faq/00-02.md": "title: Para arıyoruz.\nquestion_id: 0\nchoice_id: 2\nlabel: Bağış\nopens: 5",
    "faq/00-03.md": "title: Adresiniz?\nquestion_id: 0\nchoice_id: 3\nlabel: Adres",
    "faq/01-01.md": (
        "title: Dernek kurmak istiyoruz.\nquestion_id: 1\nchoice_id: 1\nlabel: Dernek\n"
        'related: ["faq:1-2", "faq:5-1"]'
    ),
    "faq/01-02.md": "title: Tüzük yazıyoruz.\nquestion_id: 1\nchoice_id: 2\nlabel: Tüzük",
    "faq/01-03.md": "title: Büyüyoruz.\nquestion_id: 1\nchoice_id: 3\nlabel: Büyümek\nopens: 4",
    "faq/04-01.md": "title: Şube açıyoruz.\nquestion_id: 4\nchoice_id: 1\nlabel: Şube",
    "faq/05-01.md": "title: Bağış topluyoruz.\nquestion_id: 5\nchoice_id: 1\nlabel: Makbuz",
    "faq/05-02.md": "title: Hibe arıyoruz.\nquestion_id: 5\nchoice_id: 2\nlabel: Hibe",
    "assessment/00.md": "title: Kendimize bakalım\nquestion_id: 0\nkind: series",
    **{
        f"assessment/0{n}-0{level}.md": (
            f"title: Düzey {n}-{level}.\nquestion_id: {n}\nchoice_id: {level}\nlabel: L{n}{level}"
        )
        for n in (2, 3, 7)
        for level in (1, 4)
    },
    "policies/emergency.md": "code: emergency\nkind: emergency\ntitle: Can\nexamples:\n  - imdat",
    "policies/own-work.md": "code: own-work\nkind: refuse\ntitle: İşiniz\nexamples:\n  - siz yazın",
    "policies/hate.md": "code: hate\nkind: refuse\ntitle: Nefret\nexamples:\n  - kovalım",
    "en/faq/00-01.md": "title: We found.\nquestion_id: 0\nchoice_id: 1\nlabel: Founding\nopens: 1",
    "en/faq/01-01.md": "title: An NGO.\nquestion_id: 1\nchoice_id: 1\nlabel: NGO",
    "en/faq/09-01.md": "title: Only here.\nquestion_id: 1\nchoice_id: 9\nlabel: English",
    "en/assessment/02-01.md": "title: Level.\nquestion_id: 2\nchoice_id: 1\nlabel: E21",
}


def catalog(**changes: str | None) -> Catalog:
    """The content, with some files written otherwise or (None) gone."""
    files = {path: text for path, text in (FILES | changes).items() if text is not None}
    sources = [SourceFile(path, f"---\n{text}\n---\nİçerik.\n") for path, text in files.items()]
    built, problems = build(sources)
    assert not [one for one in problems if one.severity == "error"], problems
    return built


CATALOG = catalog()
EMPTY = build([])[0]  # a desk that knows nothing yet


def match(name: str, confidence: float = 0.95, *, holds: float = 1.0, named: float = 0.0) -> Match:
    """An entry that words may mean, how much of them it holds, and how near they are to a name."""
    return Match(name, confidence, replace(_EVIDENCE, held=holds, nearest=named))


def meaning(
    query: str,
    outcome: Meaning = Meaning.HANDOFF,
    *matches: Match,
    policy: str | None = None,
    smalltalk: SmallTalk | None = None,
    wants_human: bool = False,
    parts: tuple[Intent, ...] = (),
) -> Intent:
    """What words mean; work for a human unless it is said."""
    return Intent(
        query,
        outcome,
        matches,
        policy=policy,
        smalltalk=smalltalk,
        wants_human=wants_human,
        parts=parts,
    )
