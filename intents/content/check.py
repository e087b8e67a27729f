"""What could be better in content that can already be served: warnings for editors.

Law: nothing here stops content from being served; what does is found while the catalog is built.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from intents.content import links, repeats, sourcing
from intents.content.catalog import Catalog, Choice, Collection, Problem, SourceFile
from intents.content.choices import LABEL_LENGTH
from intents.content.frontmatter import KEYS, parse
from intents.turkish import fold, strip_links

EXPECTED = (
    "label",
    "summary",
    "aliases",
    "sources",
    "reviewed",
    "review_by",
    "legal",
    "related",
    "policy",
)
NAMES = ("label", "summary", "aliases")  # of an entry whose answer another language lends
TITLE_WORDS = 12  # of the sentence that an organisation says of itself
SENTENCE_WORDS = 25  # words in a sentence of a summary that can still be read at one go
SUMMARY_SENTENCES = 2
MESSAGE_LENGTH = 4096  # Telegram's limit for one message, in characters after entities
KEPT_INSIDE = 40  # phrases that a policy's front matter may hold before its text is hard to find
TAPS = 3  # from the first menu to an answer

Found = Iterator[tuple[str, str]]  # front matter key to look at, and the sentence


def check(catalog: Catalog, files: Iterable[SourceFile], *, today: date) -> tuple[Problem, ...]:
    """Warnings about the content of a catalog that was built from the files, in order of path and
    line.
    """
    drafts = {file.path: parse(file) for file in files if file.path in _paths(catalog)}
    problems: list[Problem] = []
    for choice in _written(catalog):
        draft = drafts.get(choice.path)
        lines: Mapping[str, int] = draft.lines if draft else {}
        keys: Mapping[str, object] = draft.keys if draft else {}
        found = [
            *_keys(choice, keys),
            *(pair for look in LOOKS for pair in look(choice)),
            *(() if choice.lent_by else _answer(choice, today)),
        ]
        problems += [
            Problem(choice.path, lines.get(key, 1), "warning", words) for key, words in found
        ]
    for path, key, words in (
        *_shared_aliases(catalog),
        *_far(catalog),
        *_untranslated(catalog),
        *sourcing.crowded(_written(catalog)),
    ):
        line = drafts[path].lines.get(key, 1) if path in drafts else 1
        problems.append(Problem(path, line, "warning", words))
    return tuple(sorted({*problems, *repeats.look(catalog), *_crammed(catalog)}))


def _written(catalog: Catalog) -> Iterator[Choice]:
    """Every choice that a file holds, in its own language."""
    for language in catalog.languages:
        yield from (c for c in catalog.choices(language) if c.written and c.language == language)


def _paths(catalog: Catalog) -> frozenset[str]:
    return frozenset(choice.path for choice in _written(catalog))


def _keys(choice: Choice, keys: Mapping[str, object]) -> Found:
    """Front matter that is missing from an answer, or that nobody knows."""
    for key in keys:
        if key not in KEYS:
            yield key, f"`{key}` is not a known key; correct its spelling or remove it."
    expected = NAMES if choice.lent_by else EXPECTED
    missing = [key for key in expected if key not in keys]
    if missing and choice.opens is None:
        yield "title", f"Front matter is missing: {', '.join(missing)}; add it."


def _title(choice: Choice) -> Found:
    words = len(choice.title.split())
    if words > TITLE_WORDS:
        yield "title", f"The title has {words} words; say it in {TITLE_WORDS}, as one would ask it."


def _label(choice: Choice) -> Found:
    if len(choice.label) > LABEL_LENGTH:
        yield (
            "label",
            f"The label has {len(choice.label)} characters; shorten it to {LABEL_LENGTH}.",
        )


def _summary(choice: Choice) -> Found:
    sentences = [s for s in re.split(r"(?<=[.!?…])\s+", choice.summary or "") if s]
    if len(sentences) > SUMMARY_SENTENCES:
        yield (
            "summary",
            f"The summary has {len(sentences)} sentences; say it in {SUMMARY_SENTENCES}.",
        )
    if any(len(sentence.split()) > SENTENCE_WORDS for sentence in sentences):
        yield (
            "summary",
            f"A sentence of the summary is longer than {SENTENCE_WORDS} words; split it.",
        )


def _length(choice: Choice) -> Found:
    shown = len(strip_links(choice.body)) + len(choice.summary or "") + len(choice.title)
    if shown > MESSAGE_LENGTH:
        yield (
            "title",
            f"The answer has {shown} characters and needs two messages; "
            "shorten it or make a branch.",
        )


def _unsourced(choice: Choice) -> Found:
    known = {source.url for source in choice.sources}
    for _, target in links.targets(choice.body):
        if target.startswith("http") and target not in known:
            yield "sources", f"The text links to {target}, which is not in `sources`; add it there."


def _repeated_labels(choice: Choice) -> Found:
    repeated = {alias for alias in choice.aliases if choice.aliases.count(alias) > 1}
    for alias in sorted(repeated):
        yield "aliases", f"The alias {alias!r} stands here twice; remove one."


LOOKS: tuple[Callable[[Choice], Found], ...] = (
    _title,
    _label,
    _summary,
    _repeated_labels,
)


def _answer(choice: Choice, today: date) -> Found:
    """What could be better in an answer: where it stands, not where it is lent."""
    for look in (_length, _unsourced, sourcing.look):
        yield from look(choice)
    yield from _overdue(choice, today)


def _overdue(choice: Choice, today: date) -> Found:
    if choice.review_by is not None and choice.review_by < today:
        yield (
            "review_by",
            f"The review was due on {choice.review_by}; read the answer again and set new dates.",
        )


def _shared_aliases(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Aliases that lead to two answers, whatever their capitals and marks."""
    owners: dict[tuple[str, str], list[tuple[Choice, str]]] = defaultdict(list)
    for choice in _written(catalog):
        for folded, alias in {fold(alias): alias for alias in choice.aliases}.items():
            owners[choice.language, folded].append((choice, alias))
    for (first, _), *others in owners.values():
        for choice, alias in others:
            yield (
                choice.path,
                "aliases",
                f"The alias {alias!r} is also in {first.path}; keep it in one of them.",
            )


def _far(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Answers that take too many taps."""
    for collection in _collections(catalog):
        if collection.kind == "tree":
            for question in collection.questions.values():
                taps = len(catalog.trail(question)) + 1
                for choice in question.choices:
                    if taps > TAPS and choice.opens is None and choice.written:
                        yield (
                            choice.path,
                            "question_id",
                            f"The answer takes {taps} taps; {TAPS} should do.",
                        )


def _collections(catalog: Catalog) -> Iterator[Collection]:
    language = catalog.languages[0]
    found = (catalog.collection(language, name) for name in catalog.collections(language))
    yield from (collection for collection in found if collection is not None)


def _untranslated(catalog: Catalog) -> Iterator[tuple[str, str, str]]:
    """Branches of a translated menu that are still in the default language: there a reader loses
    the way.
    """
    for language in catalog.languages[1:]:
        for choice in catalog.choices(language):
            if choice.opens is not None and choice.language != language:
                yield (
                    choice.path,
                    "title",
                    f"The branch {choice.id} has no translation into {language}; add one.",
                )


def _crammed(catalog: Catalog) -> Iterator[Problem]:
    """Policies whose text is buried under their phrases."""
    for policies in catalog.policies.values():
        for policy in policies.values():
            phrases = (*policy.examples, *policy.near_misses)
            inside = [phrase for phrase in phrases if phrase.path == policy.path]
            if len(inside) > KEPT_INSIDE:
                words = f"Front matter holds {len(inside)} phrases; move them to files beside."
                yield Problem(policy.path, inside[0].line, "warning", words)
