"""What a message means, with the content of the project."""

import pytest

from intents.content.smalltalk import SmallTalk
from intents.index import Index
from intents.understand import Outcome, outcome_line, understand

MOST_MATCHES = 10


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ("merhaba", SmallTalk.GREETING),
        ("İyi günler", SmallTalk.GREETING),
        ("tesekkurler", SmallTalk.THANKS),
        ("Nasılsınız?", SmallTalk.WELLBEING),
        ("sen kimsin", SmallTalk.WHO),
        ("bot musun", SmallTalk.WHO),
        ("evet", SmallTalk.YES),
        ("hayır", SmallTalk.NO),
        ("görüşürüz", SmallTalk.GOODBYE),
        ("bu bot işe yaramıyor", SmallTalk.COMPLAINT),
        ("👍", SmallTalk.YES),
    ],
)
def test_small_talk_is_told_apart(index: Index, query: str, kind: SmallTalk) -> None:
    intent = understand(query, index)
    assert (intent.outcome, intent.smalltalk) == (Outcome.SMALLTALK, kind)


@pytest.mark.parametrize(
    "query", ["insanla görüşmek istiyorum", "uzmana baglayin", "biriyle konuşabilir miyim"]
)
def test_the_wish_for_a_human_is_a_handoff(index: Index, query: str) -> None:
    intent = understand(query, index)
    assert (intent.outcome, intent.wants_human) == (Outcome.HANDOFF, True)


@pytest.mark.parametrize(
    ("query", "outcome", "policy"),
    [
        ("projemizi bizim için yazar mısınız", Outcome.REFUSE, "own-work"),
        ("bize iyi bir avukat önerir misiniz", Outcome.REFUSE, "paid-referral"),
        ("çocuğun istismar edildiğinden şüpheleniyoruz", Outcome.EMERGENCY, "emergency-child"),
        ("eşim beni dövüyor", Outcome.EMERGENCY, "emergency-violence"),
    ],
)
def test_policies_speak_on_what_they_are_about(
    index: Index, query: str, outcome: Outcome, policy: str
) -> None:
    intent = understand(query, index)
    assert (intent.outcome, intent.policy) == (outcome, policy)


@pytest.mark.parametrize(
    "query",
    ["log frame nedir", "avukat seçerken nelere dikkat edelim", "nefret söylemine maruz kaldık"],
)
def test_near_misses_are_not_refused(index: Index, query: str) -> None:
    assert understand(query, index).policy is None


def test_a_question_after_a_greeting_is_a_question(index: Index) -> None:
    with_greeting = understand("merhaba genel kurul çağrısı nasıl yapılır", index)
    assert with_greeting.matches[0].id == "faq:105-12"


@pytest.mark.parametrize(
    "query", ["", " ", "\0\x1b", "🦄" * 50, "ا" * 300, "x" * 100_000, "?" * 1000, "中文", "\ud800"]
)
def test_no_text_raises(index: Index, query: str) -> None:
    line = outcome_line(understand(query, index))
    assert list(line) == ["query", "outcome", "policy", "matches"]
    assert len(line["matches"]) <= MOST_MATCHES


def test_confidences_fall_with_the_rank(index: Index) -> None:
    matches = understand("hibe raporu ne zaman verilir", index).matches
    confidences = [match.confidence for match in matches]
    assert confidences == sorted(confidences, reverse=True)
    assert all(0 <= confidence <= 1 for confidence in confidences)


def test_two_questions_in_one_message_are_both_found(index: Index) -> None:
    intent = understand(
        "genel kurul çağrısı nasıl yapılır? gönüllü sözleşmesinde neler olmalı?", index
    )
    assert [part.matches[0].id for part in intent.parts] == ["faq:105-12", "faq:10-2"]


@pytest.mark.parametrize(
    ("word", "outcome"),
    [("TİHEK", Outcome.ANSWER), ("2911", Outcome.ANSWER), ("bulut", Outcome.SUGGEST)],
)
def test_a_lone_word_is_answered_when_it_names_the_entry(
    index: Index, word: str, outcome: Outcome
) -> None:
    assert understand(word, index).outcome is outcome


@pytest.mark.parametrize("query", ["1", "12", "?!", "x"])
def test_what_holds_no_word_is_not_answered(index: Index, query: str) -> None:
    assert understand(query, index).outcome is Outcome.HANDOFF


@pytest.mark.parametrize(
    ("query", "outcome"),
    [
        ("what is a log frame", Outcome.ANSWER),
        ("can you recommend a lawyer", Outcome.REFUSE),
        ("my husband beats me", Outcome.EMERGENCY),
        ("thank you", Outcome.SMALLTALK),
    ],
)
def test_english_is_understood_whatever_the_language_of_the_chat(
    index: Index, query: str, outcome: Outcome
) -> None:
    assert understand(query, index, language="tr").outcome is outcome


def test_an_english_question_finds_its_entry_in_a_turkish_chat(index: Index) -> None:
    assert (
        understand("how do we start an association", index, language="tr").matches[0].id
        == "faq:1-1"
    )


@pytest.mark.parametrize(
    "query", ["merhaba dernek kurmak istiyoruz", "teşekkürler, peki genel kurul ne zaman yapılır"]
)
def test_courtesy_before_a_question_does_not_hide_it(index: Index, query: str) -> None:
    assert understand(query, index).outcome in (Outcome.ANSWER, Outcome.SUGGEST)


@pytest.mark.parametrize(
    "said",
    [
        "slm, ben Ağrıdan yazıyorum",
        "uykum kaçtı bu işler yüzünden",
        "teşekkürler, derbis şifresi nereden alınır",
        "pardon 2025",
    ],
)
def test_no_farewell_for_who_goes_on(index: Index, said: str) -> None:
    intent = understand(said, index)
    assert intent.smalltalk not in (SmallTalk.GOODBYE, SmallTalk.THANKS, SmallTalk.APOLOGY)


@pytest.mark.parametrize(
    "said",
    [
        "bir gönüllümüz yönetim kurulundan birinin elle taciz ettiğini söyledi",
        "üyemiz bir yöneticinin sarıldığını, rahatsız olduğunu söyledi",
        "proje asistanımız müdürün ona dokunduğunu anlattı",
        "bir gönüllümüz tacize uğradığını söyledi otobüste şoförden",
    ],
)
def test_who_was_told_of_harassment_inside_gets_the_answer_for_it(index: Index, said: str) -> None:
    intent = understand(said, index)
    assert intent.outcome in (Outcome.ANSWER, Outcome.SUGGEST)
    assert intent.matches[0].id == "faq:10-11"


@pytest.mark.parametrize(
    "said",
    [
        "13 yaşındaki öğrencimiz kurs hocasının dokunduğunu söyledi",
        "17 yaşında gönüllü kız yöneticinin sıkıştırdığını anlattı",
        "koordinatör bana dokundu",
        "gönüllümüz dün gece tecavüze uğradığını söyledi",
        "jandarma başkanı aldı götürdü",
        "bu hayattan bezdim",
        "şiddet yok ama tehdit ediyor",
        "dövmüyor ama beni öldüreceğini söylüyor",
    ],
)
def test_a_minor_oneself_and_violence_stay_emergencies(index: Index, said: str) -> None:
    assert understand(said, index).outcome is Outcome.EMERGENCY


@pytest.mark.parametrize(
    "said",
    [
        "gazeteciyi çağırıp meydanda konuştuk jandarma geldi isim yazdı ne olur",
        "jandarma köy derneğine uğradı dinledi gitti",
        "muhabir de vardı toplantıda polis de oturdu dinledi",
        "üye olursam para ödeyecek miyim",
        "bu ceza benim cebimden mi çıkıyo",
        "emekliyim başkan olsam aylığım gider mi",
        "ben terziyim kooperatife girmek istiyorum",
        "öğrenci temsilcisi seçilecek nasıl yapalım",
        "yok yani şiddet yok sadece istemiyor",
    ],
)
def test_what_is_asked_of_officers_money_and_delegates_is_a_question(
    index: Index, said: str
) -> None:
    intent = understand(said, index)
    assert intent.outcome in (Outcome.ANSWER, Outcome.SUGGEST, Outcome.HANDOFF)
    assert not intent.wants_human


@pytest.mark.parametrize("said", ["uykum kaçtı valla ne yapıcam", "çok bunaldım ya", "panikledim"])
def test_whoever_is_at_a_loss_gets_a_kind_word(index: Index, said: str) -> None:
    assert understand(said, index).smalltalk is SmallTalk.WORRY


def test_a_question_behind_a_sigh_is_answered(index: Index) -> None:
    intent = understand("delircem bu derbis şifresi yok", index)
    assert (intent.outcome, intent.matches[0].id) == (Outcome.ANSWER, "faq:7-6")


def test_who_asks_is_not_what_is_asked(index: Index) -> None:
    """A theatre club that wants to be an association is not answered as a sports club."""
    asked = understand("biz bir okulun satranç kulübüyüz dernek olmak için kaç kişi lazım", index)
    alone = understand("dernek olmak için kaç kişi lazım", index)
    assert asked.outcome is not Outcome.ANSWER or asked.matches[0].id == alone.matches[0].id
    assert alone.matches[0].id in [match.id for match in asked.matches[:2]]


@pytest.mark.parametrize(
    "words",
    [
        "hello, I am a student here. Is there anyone who speaks English?",
        "merhaba ben Iraklıyım, arapça bilen var mı",
        "iyi günler köy derneğindenim, kürtçe konuşan biri var mı",
    ],
)
def test_who_says_who_they_are_may_ask_for_a_language(index: Index, words: str) -> None:
    assert understand(words, index).smalltalk is SmallTalk.LANGUAGES


def test_a_few_words_torn_out_of_a_message_are_not_what_it_asks(index: Index) -> None:
    said = "ya merhaba ben barınakta gönüllüyüm kedilere mama parası topluyoruz internetten"
    assert not understand(said, index).matches[0].id.startswith("faq:11-")


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("anladım sağ ol canım", SmallTalk.THANKS),
        ("teşekkürler kolay gelsin canım", SmallTalk.THANKS),
        ("merhaba canım", SmallTalk.GREETING),
    ],
)
def test_who_is_called_dear_behind_thanks_is_not_greeted(
    index: Index, words: str, kind: SmallTalk
) -> None:
    assert understand(words, index).smalltalk is kind


def test_a_no_that_says_what_is_instead_is_no_small_talk(index: Index) -> None:
    assert understand("sürekli değil ayda bir", index).outcome is not Outcome.SMALLTALK
