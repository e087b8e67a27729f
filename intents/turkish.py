"""Turkish (and English) as people type it, folded to plain words so that the same wish looks the
same.

Law: two texts that look alike but for capitals, the marks of letters, apostrophe suffixes or
punctuation fold to the same words: nothing unseen and no foreign look-alike of a letter parts them.
`str.lower` and `casefold` are not enough: `"İ".lower()` is two characters, `"I".lower()` no `ı`.
"""

import re
import unicodedata

MAX_LENGTH = 2000  # more of a question than this says nothing new, and must not cost time
LONGEST = 8192  # characters of a message in which an emergency is heard; platforms carry 4096
# letters of other alphabets that nobody can tell from Latin ones; keyboards and tricks mix them in
_ALIKE = dict(
    zip(
        "аеорсухіјѕԁһкмтпАВЕКМНОРСТУХІЈЅΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαν",
        "aeopcyxijsdhkmtnabekmhopctyxijsabezhikmnoptyxoav",
        strict=True,
    )
)
# soft hyphens, joiners and marks of direction: nobody sees them, copied texts are full of them
_UNSEEN = "\u00ad\u034f\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e"
_UNSEEN += "\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069\ufe0e\ufe0f\ufeff"
_PLAIN = str.maketrans(
    {
        **_ALIKE,
        **dict.fromkeys(_UNSEEN),
        **dict(zip("çğıöşüâîûÇĞIİÖŞÜÂÎÛ", "cgiosuaiucgiiosuaiu", strict=True)),
        "ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l",
        "’": "'", "‘": "'", "ʼ": "'", "`": "'", "´": "'", "＇": "'",
        # not words; what is left beyond ASCII takes a slower road
        **dict.fromkeys("“”„«»–—…", " "),
    }
)  # fmt: skip
_SUFFIX = re.compile(r"(?<=[^\W_]{2})'[^\W\d_]{1,8}\b")
WORD = re.compile(r"[^\W_]+")  # of a plain text
_LINK = re.compile(r"\]\([^)\n]*\)")
_TAG = re.compile(r"</?[a-zA-Z][^>\n]{0,40}>")


def plain(text: str) -> str:
    """The text in small plain letters; apostrophe suffixes are gone, punctuation stays."""
    if not text.isascii():
        text = text.translate(_PLAIN)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter)).translate(
            _PLAIN
        )
    text = text.lower().replace("`", "'")
    return _SUFFIX.sub("", text).replace("'", "") if "'" in text else text


def words(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    return WORD.findall(plain(text))


def asked(query: str) -> list[str]:
    """The words of a query; what comes after MAX_LENGTH characters is left out."""
    return words(query[:MAX_LENGTH])


def fold(text: str) -> str:
    """The words of a text, folded, with single spaces: equal for texts that say the same letter by
    letter.
    """
    return " ".join(words(text))


def strip_links(markdown: str) -> str:
    """Markdown without the addresses of its links and without tags: only what a reader sees."""
    return _TAG.sub(" ", _LINK.sub(" ", markdown))
