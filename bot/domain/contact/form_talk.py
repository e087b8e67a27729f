"""What is said at a form's step that no answer to it and part of the question: what form
itself asked, told about its own answers. Law: only surely form; could be question stays
one.
"""

from collections.abc import Mapping
from enum import StrEnum
from functools import partial

from bot.domain.chats import Chat, Expects
from bot.domain.contact.wording import Wording
from bot.domain.contact.wording import wording as worded
from intents.turkish import words


class Remark(StrEnum):
    """What is said to a form."""

    WHEN = "when"  # does an answer come
    WHO = "who"  # reads this
    WHY = "why"  # is this asked
    WHAT = "what"  # does the step mean
    PRIVATE = "private"  # does it stay
    MUST = "must"  # it be said
    COST = "cost"
    FILE = "file"  # may be sent here
    SENT = "sent"  # has it been
    HIDE = "hide"  # the name
    SHOW = "show"  # the name
    NOBODY = "nobody"  # there is no organisation
    MUM = "mum"  # it shall not be said
    UNSURE = "unsure"
    AGREES = "agrees"
    DENIES = "denies"


# what a form speaks of, with whatever ending
_STEMS = (
    "adim|adin|isim|ismi|sehir|sehri|ilim|ilin|konu|soru|dernek|derneg|orgut|kurum|vakif|vakf|bilgi|"
    "talep|taleb|uzman|yazdi|baska|bunlar|bura|gonderdi|mesaj"
)
wording = partial(worded, stems=_STEMS)
_OWN = """
    to
    adim adimi adimiz adimizi adimin ad adi adini adinizi ismim ismimi ismimiz ismimizi isim ismi
    ismini ilim ilimi ilimiz ilini il sehir sehri sehrimi konu konuyu konusu soru soruyu sorum
    sorumu sorumuz dernek dernegi dernegin dernegim dernegimin dernegimiz dernegimizin dernegimizi
    orgut orgutu orgutun orgutum orgutumuz orgutumuzu kurum kurumun kurumu kurumumuz vakif vakfin
    bizim benim bilgi bilgiler bilgileri bilgilerim bilgilerimi buraya burada burda burasi bunlar
    bunlari yazdigim yazdigimi yazdigimiz yazdiklarim yazdiklarimi yazdiklarimiz bana bize ben biz
    siz sen sizden size sana talep talebim talebi talebimiz uzman uzmana uzmandan uzmanlar acaba
    my name our city organisation organization you your i we me us do does will can
    """
QUESTIONS: Mapping[Remark, Wording] = {
    Remark.WHEN: wording(
        r"""(ne zaman|ne vakit|kac (gun|saat|hafta|is gun)\w*|hangi gun|ne kadar (sure\w*|zaman\w*))
        ne kadar (bekle\w+|sur(er|ecek|uyor|ebilir)\w*)
        how long|how many days|when""",
        f"""{_OWN} cevap cevabi cevabim cevaplar cevabiniz yanit yaniti yanitiniz donus donusu haber
        gelir gelecek gelicek geliyor geliyo gelirmi doner donersiniz donerler donulur
        donecek donecekler
        donuyor donuyorsunuz donecegiz verirsiniz verirsin verir verecek vereceksiniz verilir
        verilecek alirim aliriz alabilirim alacagim alicam bekleyecegim beklerim bekleyelim surer
        surecek icinde icin sonra anca yazarsiniz yazacak cevaplarsiniz yanitlarsiniz cevaplanir
        yanitlanir sonuc sonucu sonuclanir ararsiniz ulasir answer answers reply replies hear back
        from get take takes need wait be someone expert""",
    ),
    Remark.WHO: wording(
        r"""(kim|kimler|kimin) (oku|gor|bak|cevap|yanitl)\w*( veriyor| verecek| verir)?
        (kime|kimlere|nereye) (gid|git|ulas|dus|yazi|ilet|gonder|soru)\w*
        who (reads|sees|gets|answers|will read|will see|will answer)""",
        f"{_OWN} olacak this that",
    ),
    Remark.WHY: wording(
        r"""(neden|niye|nicin|ne diye)( \w+)? (sor|isti|lazim|gerek|merak)\w*
        ne (isinize|ise|isine) yar\w*
        ne gerek\w*( var)?( ki)?
        ne yapacaksin\w*
        why( do| are| you| is| need| want| ask| asking| necessary| needed)*""",
        f"{_OWN} ediyorsunuz ediyosun know for bilmiyorum bilmem merak",
    ),
    Remark.WHAT: wording(
        r"""ne demek\w*( istiyo\w*| oluyo\w*)?
        ne anlama gel\w*
        nasil yani
        (anlamadim|anlayamadim|anlamiyorum|anlamadik|anlayamiyorum|anlasilmiyor)
        ne (yaz|diy|de)(acagim|ecegim|icam|mam|mem|mali|meli|ayim|eyim)\w*( gerek\w*| lazim)?
        (hangisini|nasil) sec\w*
        what does (that|this|it) mean
        what (should|do) i (write|say|choose|put)
        (don|dont|do not) understand""",
        f"""{_OWN} o su hak temelli yaklasim hicbir seyi kismi yeri ilk defa kez yaziyorum
        bilmiyorum gerekiyor lazim here""",
    ),
    Remark.PRIVATE: wording(
        r"""(gizli|sakli|guvenli)( kal\w*| tutul\w*| ol\w*)?( m[iu]\w*)( kal\w*| tutul\w*| ol\w*)?
        (gorunur|gorunuyor|gozukur|gozukuyor|gorur|goruyor|gorecek|okur|duyar|duyulur)( mu\w*)
        (paylasilir|paylasilacak|paylasiyor|yayinlanir|cikar|verilir|iletilir)\w*( mi\w*| mu\w*)
        (is|will|are) (this|that|it|my name|they) (private|confidential|shared|public|seen)""",
        f"""{_OWN} mi mu mudur kalir kalacak kalicak biri birisi baskasi baskalari kimse kimseye
        herkes devlet basin ile birine bir yerde disari private confidential stay shared""",
    ),
    Remark.MUST: wording(
        r"""(zorunlu|sart|mecbur\w*|gerekli|gerekiyor|lazim) m[iu]\w*
        (yaz|soyle|ver|belirt|doldur|sec|de)(ma|me)(sa|se)\w*( ne)?( olur| olmaz)?( m[iu]\w*)?
        (atlasa|bos biraksa|gecse)\w*( olur| olmaz)( m[iu]\w*)?
        (atlayabilir|bos birakabilir|gecebilir) mi\w*
        (do i have to|is (it|this) (required|necessary|obligatory)|can i skip)""",
        f"""{_OWN} yazmak yazmam yazmamiz soylemek soylemem vermek vermem vermemiz illa it
        adres adresi adresimiz telefon telefonu numara numarasi tc kimlik mail""",
    ),
    Remark.COST: wording(
        r"""(ucretli|parali|ucretsiz|bedava|beles)( m[iu]\w*)?
        (ucret\w*|para\w*|kac para|kac lira|ne kadar)( (al|isti|od|tut|ver|var)\w*)?( m[iu]\w*)
        kac (para|lira)\w*( tut\w*)?
        (is (it|this) free|how much( does it cost)?|does (it|this) cost)""",
        f"{_OWN} hizmet servis danismanlik aliyor misiniz oduyor muyuz odeyecek verecek",
    ),
    Remark.FILE: wording(
        r"""(buradan|burdan|buraya|bura|burada|burda) m[iu]\w*( \w+)?
        (gonder|yolla|ekle|yukle|koy|at)(ebilir|abilir|yebilir|yabilir) m[iu]\w*
        (nereden|nerden|nereye|nasil) (gonder|yolla|ekle|yukle|koy|at)\w*
        (can|where|how) (do |should |can )?(i|we) (send|attach|upload|add)\w*""",
        f"""{_OWN} dosya dosyayi dosyalari belge belgeyi belgeleri evrak evraki evraklari senedi
        tuzugu raporu fotograf fotografi foto resim resmi pdf mi mu buradan burdan gondereyim
        gonderelim gonderiyim yollayayim yollayalim ekleyeyim atayim yukleyeyim gondersem file
        files document documents photo here""",
    ),
    Remark.SENT: wording(
        r"""(gitti|gonderildi|gonderdin\w*|gonderdim|ulasti|iletildi|yollandi|aldin\w*) m[iu]
        (ulas|git|gel|iletil|gonderil)(me|ma)(di|mis) m[iu]
        (yazmistim|gondermistim|sormustum|iletmistim|yolladim|gondermistik|yazmistik|sormustuk)
        (hala|halen|daha) (cevap|yanit|ses|haber|donus)\w* (yok|gelmedi|cikmadi)( m[iu]\w*)?
        (cevap|yanit|ses|haber|donus)\w* (yok|gelmedi|cikmadi)( m[iu]\w*)?( hala| halen)?
        (talebim|taleplerim|talep|sorum|basvurum)\w* (nerede|nerde|ne oldu|ne durumda)
        (did (it|this) (send|go|arrive)|was (it|this) sent|no (answer|reply) yet)""",
        f"""{_OWN} gorunuyor gorunur gorebilirim goruyorum gecen hafta ay dun evvelsi gun once
        onlara mektubum mesajim mailim elinize""",
    ),
}
_NAME = f"""{_OWN} sakin adimin gecmesini istemiyorum istemem istemiyoruz olmaz kesinlikle asla
    should must not want to stay be sorun sakinca degil var bisey hic kendi kendim olsun kalsin
    gorunmesinde gorunsun ne olacak icin cunku yalniz yalnizca sadece dernege onlara"""
_HIDE = wording(
    r"""(gizli|sakli|anonim|isimsiz)( (kal|ol|tut|yaz|gonder)\w*)?
    (gecmesin|gecme|gorunmesin|gozukmesin|yazilmasin|cikmasin|bilinmesin|duyulmasin|belli olmasin)
    (paylasma|yazma|soyleme|verme|gosterme)(yin|yiniz|sin|sinlar|sinler)
    (kimse|kimseler)( (bil|gor|duy)mesin)?
    (gormesin|bilmesin|duymasin)(ler|lar)?
    (private|anonymous|hidden|secret|hide|keep (it|my name) (private|hidden|secret))""",
    _NAME,
)
_SHOW = wording(
    r"""(gorun|gozuk|yazil|gecebil|paylasil)(sun|sin|ebilir|abilir|ebilirsiniz|mesinde|masinda|ir)
    (gorun|gozuk|yazil|paylas)(ebilir|abilir)\w*
    (saklayacak|gizleyecek) (bir |bi )?(sey|bisey)\w*( yok)?
    gizli(ye)? (degil|gerek yok|olmasin)
    (acik|acikca) (olsun|kalsin|olabilir|yazilsin)
    (show (it|my name|our name)|you can show( it)?|visible)""",
    _NAME,
)
_NOBODY = wording(
    r"""(orgut|dernek|derneg|vakif|vakf|kurum|kooperatif)\w* (yok|kurulmadi|degiliz|kurmadik)\w*
    (henuz|daha) (yok|kurmadik|kurulmadi|kurmadim|olmadi|resmi degil)\w*
    (kurulmadi|kurmadik|kuracagiz|kurmaya calisiyoruz|bireysel\w*|sahsim|kendi adima|tek basima)
    (no|not an?|(have|having) no) (organisation|organization|ngo|association)\w*
    (don ?t|do not)( \w+)? have an? (organisation|organization|ngo|association)
    (just|only) me""",
    f"""{_OWN} yet still daha henuz bagli bagliyim degilim hicbir sahis kisiyim olarak yok ki adina
    yaziyorum its im am just only alone here really
    tek basima basimayim""",
    longest=14,
)
_NAMELESS = wording(
    r"""(ad|adi|adimiz|isim|ismi|ismimiz)( \w+)? (yok|belli degil|koymadik|bul(a)?madik)\w*
    (no|(have|having) no) name
    (don ?t|do not) have an? name""",
    f"{_OWN} yet still daha henuz ki karar vermedik",
)
_MUM = wording(
    r"""(soyle|ver|yaz|paylas|belirt)(me|ma)(m|yeyim|yayim|yelim|yalim|yecegim|yacagim|yim)
    (soylemek|vermek|yazmak|paylasmak|belirtmek) (iste(mi|me)\w*|zorunda degil\w*)
    (soylemem|vermem|yazmam|soylemicem|vermicem|yazmicam|soylemiycem|soyleyemem|veremem)
    (size|sana|sizi|seni) (ne|ilgilendirmez)
    (gerek|luzum)( yok)
    (id rather not|rather not say|dont want to say)""",
    f"{_OWN} istemiyorum simdilik",
)
_UNSURE = wording(
    r"""bilmi(yorum|yom|yoruz|yoz)
    (bilemedim|bilemiyorum|bilemedik|bilemem|bilmem|emin degil\w*|kararsiz\w*|karar veremedim)
    ne bil(eyim|iyim|im|eyi)
    (sizce|sence)( ne)?
    (sen|siz) (sec|karar ver|bil|bak|belirle|koy|yaz|hangi|uygun)\w*
    (size|sana) (birak|kal)\w*
    (farketmez|fark etmez|fark etmiyor|farketmiyo|onemli degil|herhangi biri|herhangi bir)
    hangisi(ni|ne)? (uygun|dogru|olur|gir|denk)\w*( ise| se| gorurseniz| bulursaniz)?
    (uygun|dogru) (olan|gor|bul)\w*( sec\w*| yaz\w*)?
    (dont know|don know|do not know|not sure|no idea|whatever|either|any)
    you (choose|decide|pick)""",
    f"""{_OWN} hangisi hangisini hangisine girdigini girer oldugunu orasini ona onu karisik olur
    olsun i which one konuya hangi mi mu secemedim secin secsin yazin en iyisi iyisini""",
)
_AGREES = wording(
    r"""(evet|evt|dogru\w*|olur|aynen|uygun\w*|kabul|isabet\w*|tutturdu\w*|bildin\w*|onay\w*)
    (o|bu|boyle|oyle) (olsun|kalsin|olur|iyi)
    (bu|o) (konu|alan)\w*
    (yes|right|correct|exactly|agreed|fine|sure|perfect|good)""",
    f"{_OWN} anladin anlamissin anlamissiniz anladiniz olsun kalsin alan",
    firm=True,
)
_DENIES = wording(
    r"""(yanlis|degil|hayir|hyr|olmadi|uymuyor|uymadi|olmaz|alakasiz)
    (alakasi|ilgisi|alaka) (yok|ne)
    ne alaka\w*
    (no|wrong|not (this|that|it|right))""",
    f"{_OWN} anladin anlamissin anlamissiniz anladiniz oldu",
)
_BY_STEP: Mapping[Expects, Mapping[Remark, Wording]] = {
    Expects.SUBJECT: {
        Remark.NOBODY: _NOBODY,
        Remark.UNSURE: _UNSURE,
        Remark.AGREES: _AGREES,
        Remark.DENIES: _DENIES,
        Remark.MUM: _MUM,
    },
    Expects.ORGANISATION: {Remark.NOBODY: _NOBODY, Remark.UNSURE: _UNSURE, Remark.MUM: _MUM},
    Expects.PROVINCE: {Remark.UNSURE: _UNSURE, Remark.MUM: _MUM},
    Expects.RIGHTS: {Remark.UNSURE: _UNSURE, Remark.MUM: _MUM},
    Expects.NAMED: {Remark.UNSURE: _UNSURE, Remark.MUM: _MUM, Remark.NOBODY: _NOBODY},
}


_SPARE = 2  # words


def remark(text: str, step: Expects) -> Remark | None:
    """What the words say to the form at this step; None where they say something else."""
    told = next((kind for kind, one in QUESTIONS.items() if one.said(text)), None)
    if step is Expects.QUESTION:  # what is not understood there may well be the question
        return None if told is Remark.WHAT else told
    answers = {Remark.SHOW: _SHOW, Remark.HIDE: _HIDE, **_BY_STEP.get(step, {})}
    spare = _SPARE if step is Expects.NAMED else 0  # there hardly anything else is meant
    return told or next(
        (kind for kind, one in answers.items() if one.said(text, spare=spare)), None
    )


_BEFORE_NAME = (Expects.QUESTION, Expects.SUBJECT, Expects.ORGANISATION)


def remark_in(chat: Chat, text: str) -> Remark | None:
    """What the words say to the form as it stands; once there is a question, its first step is
    spoken about like the summary.
    """
    step = chat.expects or Expects.QUESTION
    if step in _BEFORE_NAME and _NAMELESS.said(text):
        return Remark.NOBODY
    begun = chat.intake is not None and chat.intake.messages and not chat.intake.fixing
    return remark(text, Expects.CONFIRM if begun and step is Expects.QUESTION else step)


def nobody(text: str) -> bool:
    """Whether the words say that there is no organisation, and nothing else."""
    return _NOBODY.said(text)


def agrees(text: str) -> bool:
    """Whether the words agree with what was shown, and say nothing else."""
    return _AGREES.said(text)


def doubts(text: str) -> bool:
    """Whether the words hold that their writer does not know, whatever else they tell."""
    return _UNSURE.tells.search(" ".join(words(text))) is not None
