"""What an answer leans on, as its editor should see it: warnings about sources, and about reviews
that fall due together.

Law: nothing here looks at the network; an address is judged by how it is written, a source by what
its title says.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date
from urllib.parse import urlsplit

from intents.content import links
from intents.content.entries import Choice, Source

DUE_A_WEEK = 8  # answers that one volunteer can read again in a week
NEARBY = 60  # characters on either side of a link in which its article may be named

Found = Iterator[tuple[str, str]]  # front matter key to look at, and the sentence

_LAW_HOSTS = ("mevzuat.gov.tr", "mevzuat.adalet.gov.tr")
_ARTICLE = re.compile(r"\b(?:m|md|arts?|madde)\.?\s*\d|\d+\.?\s+madde", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)|\btarihsiz\b|\bundated\b", re.IGNORECASE)
# "2911 sayılı Toplantı … Kanunu", "(5326, m. 27)", "Law no. 5253"; not a decision such as 2018/32
_LAW = re.compile(
    r"(?<![\d/])(\d{3,4}) sayılı [^.;()\n]{0,80}?Kanun"
    r"|(?<![\d/.])(\d{3,4}),? (?:m|art)s?\. ?\d"
    r"|\bLaw no\. (\d{3,4})"
)
_OFFICE = re.compile(r"avukat|danismanlik|danismani|musavir|muhasebe|lexology|mondaq|\.av\.tr$")
_SHOP = (".com", ".com.tr", ".biz")
_OPEN = ("youtube.com", "youtu.be", "github.com")  # where public bodies and NGOs publish, too
_SHIFTING = re.compile(r"[?&](?:ref|utm_\w+|prefLang|page)=|^https?://[^/]+:\d")
_UNSURE = re.compile(r"\b(görünüyor|görülüyor|aktarılıyor|söyleniyor|beklenmez)\b")


def look(choice: Choice) -> Found:
    """What is wrong with the sources of one answer, as (key, sentence)."""
    for source in choice.sources:
        yield from _source(source)
    yield from _whole_laws(choice)
    yield from _missing_laws(choice)
    if choice.legal:
        yield from _of_a_legal_answer(choice)


def crowded(choices: Iterable[Choice]) -> Iterator[tuple[str, str, str]]:
    """(path, key, sentence) for the answers of a week in which too many fall due; translations of
    one answer count once.
    """
    weeks: dict[tuple[int, int], dict[str, tuple[Choice, date]]] = defaultdict(dict)
    for choice in choices:
        if choice.review_by is not None:
            week = choice.review_by.isocalendar()[:2]
            weeks[week].setdefault(choice.id, (choice, choice.review_by))
    for due in weeks.values():
        for choice, day in [*due.values()][DUE_A_WEEK:]:
            words = f"{len(due)} answers fall due in the week of {day}; move some, {DUE_A_WEEK} do."
            yield choice.path, "review_by", words


def _source(source: Source) -> Found:
    if not _YEAR.search(source.title):
        words = f"The source {source.title!r} has no date; add its year, or write “tarihsiz”."
        yield "sources", words
    if source.url and _SHIFTING.search(source.url):
        yield "sources", f"The address {source.url} will shift; link to the page itself."
    if source.url and not source.url.isascii():
        yield "sources", f"The address {source.url} has letters that break; paste it encoded."
    if _OFFICE.search(_host(source.url)):
        yield "sources", f"{_host(source.url)} is an office's address; name a public source."


def _whole_laws(choice: Choice) -> Found:
    """Links to a whole law: on a phone nobody finds the article in it."""
    for source in choice.sources:
        if _is_law(source.url) and not _ARTICLE.search(source.title):
            yield "sources", f"The source {source.title!r} is a whole law; name the article."
    for line in choice.body.split("\n"):
        for _, target in links.targets(line):
            if _is_law(target) and not _names_article(line, target):
                yield "title", f"The text links to a whole law, {target}; name the article there."


def _names_article(line: str, target: str) -> bool:
    for found in re.finditer(re.escape(f"]({target})"), line):
        before, after = line[: found.start()], line[found.end() :]
        if _ARTICLE.search(before[-NEARBY:]) or _ARTICLE.search(after[:NEARBY]):
            return True
    return False


def _missing_laws(choice: Choice) -> Found:
    """Laws that the text or a secondary source leans on, and no source shows."""
    shown = " ".join(source.title for source in choice.sources if _is_law(source.url))
    titles = (source.title for source in choice.sources)
    for number in sorted(_numbers("\n".join((*titles, choice.summary or "", choice.body)))):
        if not re.search(rf"(?<!\d){number}(?!\d)", shown):
            yield "sources", f"The answer leans on law {number}; add the law itself as a source."


def _of_a_legal_answer(choice: Choice) -> Found:
    if choice.checked_against is None:
        words = "`checked_against` is missing; say what it was compared with: kanun metni (2026)."
        yield "reviewed", words
    for source in choice.sources:
        host = _host(source.url)
        if host.endswith(_SHOP) and not host.endswith(_OPEN):
            yield "sources", f"{host} is a commercial address; name the law or a public source."
    for word in sorted({*_UNSURE.findall(f"{choice.summary or ''}\n{choice.body}")}):
        yield "title", f"“{word}”: write the rule with its article, or plainly that it is unknown."


def _numbers(text: str) -> set[str]:
    return {next(filter(None, groups)) for groups in _LAW.findall(text)}


def _host(url: str | None) -> str:
    return (urlsplit(url or "").hostname or "").removeprefix("www.")


def _is_law(url: str | None) -> bool:
    """Whether an address is the official text of a law, with no anchor that says which article."""
    return _host(url) in _LAW_HOSTS and "#" not in str(url)
