"""The desk's words in the languages it speaks, read from gettext catalogs without a build step.

Law: what code gives as a value is text, never markup; only the catalogs write Telegram's HTML.
"""

import gettext
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from functools import lru_cache
from pathlib import Path

from babel.core import Locale
from babel.dates import format_date, format_datetime
from babel.messages.pofile import read_po

from bot.domain.effects import Words
from bot.render.styled import escape, plain

FOLDER = Path(__file__).with_name("locale")
FALLBACKS = ("tr", "en")

_MOMENTS = {"tr": "d MMMM EEEE, 'saat' HH.mm", "en": "EEEE, d MMMM, HH:mm"}
_ANY_MOMENT = "EEEE d MMMM, HH:mm"
_DAY = "d MMMM y"


class MissingWords(KeyError):
    """A text, one of its values or a whole catalog is not there."""


@dataclass(frozen=True, slots=True)
class Speech:
    """All the desk's words in one language; moments are told in its zone."""

    language: str
    zone: tzinfo
    locale: Locale
    messages: Mapping[str, tuple[str, ...]]
    form: Callable[[int], int]

    @classmethod
    def of(cls, language: str, zone: tzinfo, folder: Path = FOLDER) -> "Speech":
        """The words in a language ("tr", "pt-BR"); Turkish, else English, when it has no catalog.

        Read once, then kept. Raises MissingWords when the folder has no catalog to fall back to.
        """
        return _read(_nearest(language, cls.languages(folder)), zone, folder)

    @staticmethod
    def languages(folder: Path = FOLDER) -> tuple[str, ...]:
        """The languages that have a catalog, in alphabetical order."""
        return _languages(folder)

    def text(
        self, key: str, values: Mapping[str, object] | None = None, plural: int | None = None
    ) -> str:
        """Telegram's HTML of a text with its values; `plural` picks the form and fills `{n}`.

        Strings are escaped, moments and dates told in words, nested `Words` looked up, None is
        nothing. Raises MissingWords for an unknown key, a value that is not given, or a plural
        without its number.
        """
        forms = self.messages.get(key)
        if forms is None or (len(forms) > 1 and plural is None):
            raise MissingWords(f"{key} ({self.language}, plural={plural})")
        given: dict[str, object] = {} if plural is None else {"n": plural}
        filled = {name: self._fill(value) for name, value in (given | dict(values or {})).items()}
        try:
            return forms[self.form(plural or 0) if len(forms) > 1 else 0].format_map(filled)
        except KeyError as error:
            raise MissingWords(f"{key} ({self.language}) needs {{{error.args[0]}}}") from error

    def words(self, words: Words) -> str:
        """Telegram's HTML of what the rules want said."""
        return self.text(words.key, words.values, words.plural)

    def plain(self, words: Words) -> str:
        """The same without markup, for button labels and toasts: Telegram parses no HTML there."""
        return plain(self.words(words))

    def day(self, moment: datetime) -> str:
        """A moment as people here say it: "25 Kasım Çarşamba, saat 18.00"."""
        pattern = _MOMENTS.get(self.language, _ANY_MOMENT)
        return format_datetime(moment.astimezone(self.zone), pattern, locale=self.locale)

    def date(self, day: date) -> str:
        """A date with its year: "25 Kasım 2026"."""
        return format_date(day, _DAY, locale=self.locale)

    def _fill(self, value: object) -> str:
        match value:
            case None:
                return ""
            case Words():
                return self.words(value)
            case datetime():
                return escape(self.day(value))
            case date():
                return escape(self.date(value))
            case _:
                return escape(str(value))


@lru_cache(maxsize=16)
def _languages(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.parent.name for path in folder.glob("*/desk.po")))


def _nearest(language: str, known: tuple[str, ...]) -> str:
    asked = language.replace("_", "-").split("-")[0].lower()
    for candidate in (asked, *FALLBACKS):
        if candidate in known:
            return candidate
    raise MissingWords(
        f"no catalog for {language}, and none of {', '.join(FALLBACKS)} to fall back to"
    )


@lru_cache(maxsize=64)
def _read(language: str, zone: tzinfo, folder: Path) -> Speech:
    with (folder / language / "desk.po").open("rb") as file:
        catalog = read_po(file, locale=language)
    messages: dict[str, tuple[str, ...]] = {}
    for message in catalog:
        key = message.id if isinstance(message.id, str) else message.id[0]
        forms = (
            (message.string,) if isinstance(message.string, str) else tuple(message.string or ())
        )
        if key and forms and all(forms) and not message.fuzzy:
            messages[key] = forms
    return Speech(
        language, zone, Locale.parse(language), messages, gettext.c2py(catalog.plural_expr)
    )
