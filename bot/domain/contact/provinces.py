"""The provinces of Turkey as people type them: what is certainly a place and no question."""

from bot.domain.contact.wording import AROUND
from intents.turkish import words

_PROVINCES_TEXT = """
    adana adiyaman afyon afyonkarahisar agri aksaray amasya ankara antalya ardahan artvin aydin
    balikesir bartin batman bayburt bilecik bingol bitlis bolu burdur bursa canakkale cankiri corum
    denizli diyarbakir duzce edirne elazig erzincan erzurum eskisehir gaziantep antep giresun
    gumushane hakkari hatay antakya igdir isparta istanbul izmir kahramanmaras maras karabuk
    karaman kars kastamonu kayseri kilis kirikkale kirklareli kirsehir kocaeli izmit konya kutahya
    malatya manisa mardin mersin mugla mus nevsehir nigde ordu osmaniye rize sakarya adapazari
    samsun sanliurfa urfa siirt sinop sirnak sivas tekirdag tokat trabzon tunceli dersim usak van
    yalova yozgat zonguldak
    """
_PROVINCES = frozenset(_PROVINCES_TEXT.split())
_MOST = 3  # words of a place: the province, and what of it
_LOWER = 2  # and of one written without capitals


def is_province(text: str) -> bool:
    """Whether the words are a province, with a district at most."""
    typed = [word for word in words(text) if word not in AROUND]
    place = 0 < len(typed) <= _MOST and typed[0] in _PROVINCES and "?" not in text
    return place and (len(typed) <= _LOWER or _capitals(text)) and not _sinks(text)


def _capitals(text: str) -> bool:
    return all(word[0].isupper() for word in text.split() if word[0].isalpha())


def _sinks(text: str) -> bool:
    """Whether words that are no names follow a province that is written as one."""
    return text[:1].isupper() and not _capitals(text)
