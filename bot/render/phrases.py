"""The desk's words in the languages it speaks, read from gettext catalogs without a build step.

Law: what code gives as a value is text, never markup; only the catalogs and texts that have styles
already bring styles in. A text that a language lacks is said in the desk's own language.
"""

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from functools import lru_cache
from pathlib import Path

from babel.core import Locale
from babel.dates import format_date, format_datetime, format_time
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from bot.domain.messages import Style, Text, as_text, joined, styled
from bot.domain.words import Called, Day, Linked, Month, Words
from bot.render.template import BadMarkup, Template, parse

FOLDER = Path(__file__).parents[1] / "locale"

_MOMENTS = {"tr": "d MMMM EEEE, 'saat' HH.mm", "en": "EEEE, d MMMM, HH:mm"}
_TIMES = {"tr": "HH.mm"}
_ANY_MOMENT = "EEEE d MMMM, HH:mm"
_DAY = "d MMMM y"
_MONTH = "LLLL y"


class MissingWords(KeyError):
    """A text, one of its values or a whole catalog is not there."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """One catalog: its texts in all their forms, and the rule by which a number picks one."""

    language: str
    texts: Mapping[str, tuple[Template, ...]]
    form: Callable[[int], int]

    def template(self, key: str, plural: int | None) -> Template:
        """The form of a text; raises MissingWords for one that counts without its number."""
        forms = self.texts[key]
        if len(forms) == 1:
            return forms[0]
        if plural is None:
            raise MissingWords(f"{key} ({self.language}) needs a number")
        return forms[self.form(plural)]


@dataclass(frozen=True, slots=True)
class Phrases:
    """All the desk's words for those who speak one language; moments are told in its zone."""

    language: str
    zone: tzinfo
    locale: Locale
    lexicons: tuple[Lexicon, ...]  # its own, then those that fill its gaps

    @classmethod
    def of(
        cls, language: str, zone: tzinfo, default: str = "tr", *, folder: Path = FOLDER
    ) -> "Phrases":
        """The words in a language ("tr", "pt-BR"); in the default, else any, without a catalog.

        Read once, then kept. Raises MissingWords when the folder has no catalog at all, and
        BadMarkup for one that can't be read.
        """
        known = cls.languages(folder)
        wanted = [code for code in (_short(language), _short(default), *known) if code in known]
        if not wanted:
            raise MissingWords(f"no catalog for {language}, and none to fall back to")
        return _made(tuple(dict.fromkeys(wanted)), zone, folder)

    @staticmethod
    def languages(folder: Path = FOLDER) -> tuple[str, ...]:
        """The languages that have a catalog, in alphabetical order."""
        return _languages(folder)

    def has(self, key: str) -> bool:
        """Whether some catalog holds this text."""
        return any(key in lexicon.texts for lexicon in self.lexicons)

    def text(
        self, key: str, values: Mapping[str, object] | None = None, plural: int | None = None
    ) -> Text:
        """A text with its values; `plural` picks the form and fills `{n}`.

        Strings are plain text, moments and dates are told in words, nested `Words` are looked up,
        None is nothing. Raises MissingWords for a key that no catalog has, a value that is not
        given, or a plural without its number.
        """
        lexicon = next((one for one in self.lexicons if key in one.texts), None)
        if lexicon is None:
            raise MissingWords(f"{key} ({self.language})")
        given: dict[str, object] = {} if plural is None else {"n": plural}
        filled = {name: self._fill(value) for name, value in (given | dict(values or {})).items()}
        try:
            return lexicon.template(key, plural).fill(filled)
        except KeyError as error:
            if isinstance(error, MissingWords):
                raise
            raise MissingWords(f"{key} ({lexicon.language}) needs {{{error.args[0]}}}") from error

    def words(self, words: Words) -> Text:
        """What the rules want said."""
        return self.text(words.key, words.values, words.plural)

    def plain(self, words: Words) -> str:
        """The same without styles, for toasts and names."""
        return self.words(words).text

    def label(self, label: Words | str) -> str:
        """What stands on a button."""
        return label if isinstance(label, str) else self.plain(label)

    def day(self, moment: datetime) -> str:
        """A moment as people here say it: "25 Kasım Çarşamba, saat 18.00"."""
        pattern = _MOMENTS.get(self.language, _ANY_MOMENT)
        return format_datetime(moment.astimezone(self.zone), pattern, locale=self.locale)

    def date(self, day: date) -> str:
        """A date with its year: "25 Kasım 2026"."""
        return format_date(day, _DAY, locale=self.locale)

    def _fill(self, value: object) -> Text:
        match value:
            case None:
                return Text()
            case Text():
                return value
            case Words():
                return self.words(value)
            case Called():
                return styled(value.name, Style.PERSON, value.id)
            case Linked():
                url, label = value.url, value.label
                return styled(label, Style.LINK, url) if url else as_text(label)
            case Day():
                return as_text(self.date(value.moment.astimezone(self.zone).date()))
            case Month():
                return as_text(format_date(value.day, _MONTH, locale=self.locale))
            case tuple():
                return joined(map(self._fill, value), ", ")
            case datetime():
                return as_text(self.day(value))
            case time():
                return as_text(format_time(value, _TIMES.get(self.language, "HH:mm")))
            case date():
                return as_text(self.date(value))
        return as_text(str(value))


def _short(language: str) -> str:
    return language.replace("_", "-").split("-")[0].lower()


@lru_cache(maxsize=16)
def _languages(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in folder.glob("*/desk.po")))


@lru_cache(maxsize=64)
def _made(languages: tuple[str, ...], zone: tzinfo, folder: Path) -> Phrases:
    lexicons = tuple(_lexicon(language, folder) for language in languages)
    return Phrases(languages[0], zone, Locale.parse(languages[0]), lexicons)


@lru_cache(maxsize=64)
def _lexicon(language: str, folder: Path) -> Lexicon:
    with (folder / language / "desk.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    texts = {
        _key(message): tuple(_parsed(form, message, language) for form in forms)
        for message in catalog
        if (forms := _forms(message)) and _key(message) and not message.fuzzy
    }
    return Lexicon(language, texts, gettext.c2py(catalog.plural_expr))


def _key(message: Message) -> str:
    return message.id if isinstance(message.id, str) else message.id[0]


def _forms(message: Message) -> tuple[str, ...]:
    """All wordings of an entry; none while one of them is empty."""
    written = message.string
    forms = (written,) if isinstance(written, str) else tuple(written or ())
    return forms if all(forms) else ()


def _parsed(form: str, message: Message, language: str) -> Template:
    try:
        return parse(form)
    except BadMarkup as error:
        raise BadMarkup(f"{_key(message)} ({language}): {error}") from error
