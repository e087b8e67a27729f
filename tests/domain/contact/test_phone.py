"""The wish to speak by telephone is heard, and answered by the hours."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.domain import booking_buttons as on
from bot.domain import buttons
from bot.domain.appointments import Hours, Meetings, Phone
from bot.domain.chats import Expects, Intake
from bot.domain.contact.phone_talk import number_in, tells_more, tells_number, wants_phone
from bot.domain.tickets import Status
from bot.domain.windows import Windows, hours_of
from tests.domain.contact.talk import NOW, PROMISE, contact, held, presses, says, stands, ticket
from tests.domain.playbook import Playbook, tells

CALLING = Windows(PROMISE.calendar, hours_of("tue-thu 13:30-17:30"))
WORKING = Windows(
    PROMISE.calendar, hours_of("mon-thu 10:00-12:00 14:00-17:00"), timedelta(minutes=30)
)
PHONE = Phone("0312 000 00 00", CALLING, "134")
HOURS = Hours(PHONE, Meetings(WORKING))
INSIDE = datetime(2026, 11, 24, 11, tzinfo=UTC)  # Tuesday, 14:00
OPENS = datetime(2026, 11, 24, 10, 30, tzinfo=UTC)

WISHES = """
    şimdi sizi telefonla arasam açar mısınız
    telefon numaranız var mı
    beni arar mısınız
    arama saatleri
    sizi arayabilir miyim
    telefonla görüşmek istiyorum
    telefonla görüşebilir miyiz
    bizi arayın
    biri bizi arasın
    numaramı bırakayım arayın
    geri arama istiyorum
    bana bir telefon açın
    bi telefon etseniz
    telefonunuz kaç
    telefon no
    telefonunuz
    dahili numaranız kaç
    hangi saatlerde arayabilirim
    sizi ne zaman arayabiliriz
    saat kaçta arayayım
    telefona bakan var mı
    telefonda biriyle konuşalım
    yazarak olmuyor arayın
    numara verin arayayım
    0532 111 22 33 numaramdan beni arayın
    kermes izni konusunda sizi arayabilir miyim
    can I call you?
    could you call me back please
    what is your phone number
    phone hours
    uzmanı telefonla arayabilir miyim
    size telefonla ulaşmak istiyorum
    Merhaba, sizinle telefonla görüşmemiz mümkün mü acaba
    bu konuyu telefonda anlatsam olur mu
    şu an arasam
    telefonla destek veriyor musunuz
    telefon destek hattınız var mı
    numaranızı alabilir miyim
    hangi gün telefona bakıyorsunuz
    aranmak istiyorum
    yarın beni arayabilir misiniz
    bize ulaşın telefonla
    sizi telefonla aramak istiyorum kaçta açıksınız
    iletişim numarası alabilir miyim
    tel no var mı
    telefonla konuşsak daha iyi
    ben sizi ararım numara verin
    biriyle telefonda görüşmem lazım
    çağrı merkezi var mı
    telefon açsam bakar mısınız
"""
OTHERS = """
    üyelerin telefon numaralarını saklamak KVKK'ya aykırı mı
    telefonla toplantı yapabilir miyiz
    bizi arayan gazeteciye ne diyelim
    fon arıyoruz
    gönüllü arıyoruz
    hibe aramak için siteler
    arama kurtarma derneği kurmak
    telefon faturası gider yazılır mı
    vergi numarasını nasıl alırız
    bankadan aradılar
    valilik bizi aradı ne yapalım
    dernek kütük numaramız nedir
    genel kurul saat kaçta olmalı
    genel kurul çağrısı telefonla yapılabilir mi
    üyeleri genel kurula telefonla çağırabilir miyiz
    ne zaman başvurmalıyız
    bağışçıların numaraları listede kalabilir mi
    beyannameyi ne zaman vereceğiz
    polis telefonumu aldı
    kolluk dernekte arama yapabilir mi
    derneği aradılar evrak istediler
    çalışma saatleri
    dernekler il müdürlüğünün numarası kaç
    mahkemeden kaçta arayacaklar
    bağış hattı için numara almak
    kısa numara nasıl alınır SMS bağış
    ortak arıyoruz
    telefon dinleniyor olabilir mi
    numara yazmak zorunlu mu karar defterinde
    sıra numarası ne olmalı
    e-posta adresiniz ne
"""


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def test_whoever_wants_to_speak_is_heard() -> None:
    assert [one for one in lines(WISHES) if not wants_phone(one)] == []


def test_other_telephones_calls_and_numbers_are_a_matter_like_any_other() -> None:
    assert [one for one in lines(OTHERS) if wants_phone(one)] == []


def test_a_matter_beside_the_wish_is_noticed() -> None:
    assert tells_more("kermes izni konusunda sizi arayabilir miyim")
    assert not tells_more("sizi arayabilir miyim")


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0532 111 22 33", "0532 111 22 33"),
        ("numaram: +90 (532) 111-22-33, öğleden sonra", "+90 (532) 111-22-33"),
        ("05321112233", "05321112233"),
        ("0312 000 00 00 dahili 12", "0312 000 00 00 / 12"),
        ("2860 sayılı kanun, 5 kişi", None),
        ("yarın 14.30", None),
        ("", None),
    ],
)
def test_a_number_is_read_as_people_write_it(text: str, number: str | None) -> None:
    assert number_in(text) == number


WAYS = (on.AskCall(), buttons.WriteToExpert(), buttons.Home())


def test_in_the_hours_the_number_and_until_when() -> None:
    assert (
        Playbook(contact(hours=HOURS, now=INSIDE))
        >> says("telefon numaranız var mı")
        << tells("phone.open", *WAYS, number="0312 000 00 00")
    )


def test_outside_them_the_next_ones() -> None:
    assert (
        Playbook(contact(hours=HOURS))
        >> says("şimdi sizi telefonla arasam açar mısınız")
        << tells("phone.closed", *WAYS, opens=OPENS)
        << stands(held=())
    )


def test_what_is_said_of_the_matter_goes_along() -> None:
    text = "kermes izni konusunda sizi arayabilir miyim"
    assert (
        Playbook(contact(hours=HOURS))
        >> says(text)
        << tells("phone.closed", *WAYS)
        << stands(held=(held(text),))
    )


def test_a_desk_without_a_telephone_hears_the_words_as_before() -> None:
    there = Playbook(contact()) >> says("telefon numaranız var mı")
    there._unread.clear()
    assert there
    assert there.state.chat.booking is None


def test_while_an_expert_waits_for_an_answer_the_words_are_for_them() -> None:
    asked = contact(hours=HOURS, tickets=(ticket(1, Status.PENDING),), asked=1)
    there = Playbook(asked) >> says("beni arar mısınız")
    assert not [one for one in there._unread if "phone" in repr(one)]
    there._unread.clear()
    assert there


def test_in_a_request_the_hours_are_told_and_the_step_stays() -> None:
    form = contact(hours=HOURS, intake=Intake(messages=(held("Soru"),)), expects=Expects.PROVINCE)
    assert (
        Playbook(form)
        >> says("telefonla arayabilir miyim")
        << tells(("phone.closed", "intake.province"), ...)
        << stands(expects=Expects.PROVINCE)
    )


def test_an_old_button_of_a_desk_that_has_no_telephone_any_more() -> None:
    assert (
        Playbook(contact())
        >> presses(on.AskCall())
        << tells("phone.none", buttons.WriteToExpert(), buttons.Home())
    )


def test_the_hours_follow_the_calendar_as_it_is_now() -> None:
    """A coordinator closes the desk for a day: nobody is told to call then, nor offered a time."""
    away = replace(PROMISE.calendar, closed=frozenset({date(2026, 11, 24)}))
    there = HOURS.on(away)
    assert there.phone is not None
    opens = there.phone.windows.after(NOW)
    assert opens is not None
    assert opens.opens == OPENS + timedelta(days=1)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("cebim sıfır beş yüz otuz iki bir bir sıfır dört kırk", True),
        ("numaram 0532 111 04 40 ama bahçede duymam", True),
        ("vergi numaramız 1234567890", False),
        ("üç bin beş yüz kırk lira aldık geçen yıl", False),
    ],
)
def test_a_number_is_told_in_words_and_with_a_word_on_when(words: str, told: bool) -> None:
    assert tells_number(words) is told
