"""Talk about what the desk has just said: shorter, in plain words, where from, are you sure.

Law: it is about the answer shown last, and is never a new subject.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from functools import partial

from bot.domain import buttons
from bot.domain.chats import Chat
from bot.domain.codes import decode
from bot.domain.contact import answers
from bot.domain.contact.outcome import HOME, Outcome
from bot.domain.contact.view import SUBJECTS, ContactView
from bot.domain.contact.wording import Wording
from bot.domain.contact.wording import wording as worded
from bot.domain.effects import ShowAnswer, Tell
from bot.domain.messages import Button
from bot.domain.words import Words
from intents.content.catalog import Choice
from intents.parts.introduction import after_introduction
from intents.turkish import words

_MOST_SOURCES = 4


class Remark(StrEnum):
    """What is said about an answer."""

    SHORTER = "shorter"
    SIMPLER = "simpler"
    SURE = "sure"
    SOURCES = "sources"
    MORE = "more"
    AGAIN = "again"


_STEMS = "anlat|yaz|soyle|ver|goster|gec|acikla|cevab|cevap|yanit|bilgi|dedik|dedig|soyledi|yazdi"
wording = partial(worded, stems=_STEMS)
_IT = """
    ekran ekranim ufak kucuk telefon telefonum telefonda gozluk gozlugum yok sigmiyor screen small
    phone
    bunun onun sey seyi seyler hicbir hic bisey bisi fazla bunlar bunlari soyle soyler anlat
    anlatir yaz yazar ver verir misin misiniz musun musunuz mu mi olmus geldi oldu tamamen
    bize bana siz sen sizin senin cevap cevabi cevabin cevabiniz yanit yaniti yanitin
    yanitiniz bilgi bilgiyi verdiginiz verdigin dediginiz dedigin dogru lutfen rica
    estagfurullah acikcasi nedir ne neymis sonuc sonucta in it that me for us answer can
    could you i am im bilginin bilgiler soylediginiz soyledigin soylediklerin
    soylediklerinizin yazdiginiz anlattiginiz anlattigin bahsettiginiz dediklerin
    dediklerinizin yazi yaziyi yazilar metin metni mesaj mesaji cumle cumleler ben biz bana gore
    anlamadim anlayamadim anlamadik uzun okudum okuduk net kesin
    anlamadi anlayamadi anlamiyor anlamaz kusura bakma bakmayin ozur pardon
    gozum gozlerim gormuyor gormuyo secemiyor yasliyim okuyamiyorum okuyamiyom zor
    """
_REMARKS: Mapping[Remark, Wording] = {
    Remark.SHORTER: wording(
        r"""kisa\w*
        (net|acik|kesin)(ce|ca)?( bir| bi)?( cevap| yanit)?( \w+)? (yaz|soyle|ver|konus|ol)\w*
        ozet\w*
        (cok )?uzun\w*
        tek cumle\w*
        (evet|olur|var|yani evet) m[iu] (yoksa )?(hayir|olmaz|yok) m[iu]
        (in short|short\w*|tldr|brief\w*|summar\w*|too long|sum up)""",
        f"{_IT} gec gecin et edin eder olarak okuyamam okuyamiyorum okumam vaktim yok",
    ),
    Remark.SIMPLER: wording(
        r"""(anlamadim|anlayamadim|anlamiyorum|anlamadik|anlayamiyorum|anlamiyom|anlasilm\w+)
        (basit|sade|kolay|acik|anlasilir|anlayacagim)(ca|ce|lestir\w*|lastir\w*| bir| dille?)*
        (kafam|aklim|kafamiz) karis\w*
        karis(ik|ti|tirdim)\w*
        (nasil yani|ne diyorsun\w*|ne demek (istiyorsun|istedin)\w*|ne demek bu|bu ne demek)
        ac(ar|abilir|iklar|ikla|iklayin|iklayabilir)
        (don|dont|do not|didnt|didn) (understand|get)
        (simpl\w+|plain|confus\w+|explain|easier)""",
        f"{_IT} daha dille turkce turkcesi words english ornek ornekle nasil geldi",
    ),
    Remark.SURE: wording(
        r"""emin mi\w*
        (dogru|kesin|(?<!siz )(?<!sen )gercek|guncel|guvenilir) m[iu]\w*
        (gercekten|ciddi) m[iu]\w*
        (are you sure|is (it|that|this) (true|right|correct|up to date)|really)""",
        f"{_IT} bundan buna hala",
    ),
    Remark.SOURCES: wording(
        r"""kayna[kg]\w*
        dayana[kg]\w*
        hangi (kanun|madde|yasa|yonetmelik|mevzuat|hukum)\w*
        (madde|kanun|yasa) (no|numara|kac)\w*
        (nerede|nerde|nereden|nerden) (yaziyo|geciyo|biliyo|cikar|aldin|ogren|buldun)\w*
        kim (diyor|demis|soyluyor)
        link\w* (var|at|ver|goster|yok)\w*
        (source\w*|which (law|article)|says who|reference\w*)""",
        f"""{_IT} madde no numarasi var at atar goster kanunda yasada burada hukuki gore geciyor
        duzenleniyor duzenlenmis duzenlenir gecer yaziyor yazar dayaniyor dayanir yargitay danistay
        anayasa mahkemesi karar karari kararlari emsal ictihat mevzuat resmi gazete bir de peki
        acaba dayandiginiz""",
    ),
    Remark.MORE: wording(
        r"""(ayrinti|detay)\w*
        daha fazla\w*
        (more|details?)""",
        f"{_IT} bilgi istiyorum istiyoruz alabilir miyim miyiz okumak please",
    ),
    Remark.AGAIN: wording(
        r"""(tekrar|bir daha|bi daha|yeniden) (soyle|yaz|goster|at|gonder|anlat|oku)\w*
        (repeat|say that again|show (it|that) again)""",
        f"{_IT} deminki az onceki onceki",
    ),
}
_OPENING = wording(
    r"""(soru|sual|sey|bis(ey|i)|birsey|konu|maruzat)\w* (sor|danis|soyle|var|olacak)\w*
    (dert|derd|sorun|problem|sikinti|mesele)\w* var
    (soracagim|sorcam|soracaktim|sorucam|danisacaktim|danisacagim)
    (have|got|ask) (a|one|another)? ?question""",
    """merhaba merhabalar selam slm mrb gunaydin iyi gunler aksamlar size sizden bir bi baska
    daha once sunu sunlari bunu ben biz dernekte dernekten calisiyorum yaziyorum uyeyim
    gonulluyum adim bana yardimci olur musunuz misiniz istiyorum istiyordum izninizle
    musaadenizle zahmet vermezsem olmazsa mahzuru sakincasi yoksa kucuk ufak kisa cok acil onemli
    efendim i may can hello hi""",
    longest=10,
)
_TOO_LONG = re.compile(  # whatever is said with it
    r"\b(?:uzun|fazla) (?:yaz|anlat|konus)(?:d|t|m[iu]s|[iu]yo)\w*|"
    r"\b(?:that|this|it) (?:was|is) (?:too|so|very) long\b"
)
_LONGEST_WISH = 10  # words
_YANI = frozenset({"yani", "ee", "eee", "nasil", "hmm", "huh", "what"})


def remark(text: str) -> Remark | None:
    """What the words say of the last answer; None where they say anything else."""
    if text.strip(" ?!.…").casefold() in _YANI:
        return Remark.SIMPLER
    typed = words(text)
    if len(typed) <= _LONGEST_WISH and _TOO_LONG.search(" ".join(typed)):
        return Remark.SHORTER
    return next((kind for kind, one in _REMARKS.items() if one.said(text)), None)


def opens(text: str) -> bool:
    """Whether the words announce a question that is still to come, and say nothing of it but who
    asks it.
    """
    asks = after_introduction(text)
    return _OPENING.said(text) or (bool(asks) and _OPENING.said(asks))


def talked_of(chat: Chat) -> str | None:
    """The id of the answer that is talked about: the one shown last, else the likeliest of those
    that were offered.
    """
    first = decode(chat.options[0][1]) if chat.options and chat.held else None
    offered = first.target if isinstance(first, buttons.OpenAnswer) else None
    return chat.answer or offered


def reply(chat: Chat, view: ContactView, said: Remark) -> Outcome:
    """What the desk says about its own answer."""
    choice = view.catalog.choice(chat.language, talked_of(chat) or "")
    if choice is None or choice.opens is not None:
        return _nothing_shown(chat)
    if choice.id != chat.answer:
        offered = Words("remark.offered", {"label": choice.label, "gist": choice.summary or ""})
        return chat, [Tell(chat.id, (offered,), answers.whole(choice))]
    if said is Remark.AGAIN:
        return replace(chat, answer=choice.id), [ShowAnswer(chat.id, choice.id)]
    told = _sources(choice, said) if said in (Remark.SURE, Remark.SOURCES) else _gist(choice, said)
    return chat, [Tell(chat.id, told, answers.whole(choice))]


def _nothing_shown(chat: Chat) -> Outcome:
    expert = Button(Words("button.expert"), buttons.WriteToExpert())
    subjects = Button(Words("home.subjects"), buttons.OpenMenu(SUBJECTS))
    return chat, [Tell(chat.id, (Words("remark.nothing"),), ((expert,), (subjects,), (HOME,)))]


def _gist(choice: Choice, said: Remark) -> tuple[Words, ...]:
    gist = choice.summary or choice.title
    return (Words(f"remark.{said}", {"label": choice.label, "gist": gist}),)


def _sources(choice: Choice, said: Remark) -> tuple[Words, ...]:
    """Where an answer comes from; of one without a source, who answers for it."""
    listed = tuple(
        Words("remark.source", {"title": one.title, "address": one.url or ""})
        for one in choice.sources[:_MOST_SOURCES]
    )
    key = f"remark.{said}" if listed else "remark.no-source"
    return (Words(key, {"label": choice.label}), *listed)
