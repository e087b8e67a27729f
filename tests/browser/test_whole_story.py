"""The whole story on the page, as a newcomer plays it: a question, an expert, a broadcast, and a
kill -9 between.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Page, expect

from bot.demo import FOLDER
from tests.browser.people import DESKTOP, PHONE, Contact, Staff, chromium, opened
from tests.browser.process import PROJECT, Playground, playground

ASKER, SUBSCRIBER, BLOCKER = "Deniz Derneği", "Kadın Dayanışma Grubu", "Gençlik Kooperatifi"
ORGANISATION = "Yosunlu Kıyı Derneği"
QUESTION = "Köyümüzdeki eski değirmeni birlikte onaracak bir ortak arıyoruz, nereden başlayalım?"
NOTE = "Aramızda: değirmen kimin mülkü, önce onu soralım."
REPLY = "Merhaba, önce değirmenin tapusuna bakın; sonra köy derneğini arayın."
LAST_WORD = "Çok sağ olun, yarın soracağız."
NEWS = "Yeni rehber: Ortaklık protokolü nasıl hazırlanır?"
SUBJECT, ANSWER = 9, "9-2"

pytestmark = pytest.mark.xdist_group("browser")


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
def test_the_whole_story(tmp_path: Path, lend: Callable[[Path], None], size: Any) -> None:
    """Everything a contact and the desk do with each other, and nothing of it lost at kill -9."""
    errors: list[str] = []
    lend(tmp_path / FOLDER / "desk.sqlite3.d")
    with playground(tmp_path) as place, chromium() as browser:
        page = browser.new_page(viewport=size, locale="tr-TR")
        page.on("pageerror", lambda error: errors.append(str(error)))
        opened(page, place.address)
        contact, staff = Contact(page), Staff(page)
        finds_an_answer_that_does_not_help(contact)
        writes_to_an_expert(contact)
        expert_claims_late(staff)
        expert_replies(staff)
        if size is DESKTOP:
            killed_and_started_again(staff, place)
        reply_arrives(contact, most=2 if size is DESKTOP else 1)
        two_subscribe_and_one_blocks(contact)
        coordinator_broadcasts(staff)
        stops_the_broadcasts(contact)
        closes_and_rates(contact, staff)
        fits(page, size["width"])
        assert errors == []
        assert "Traceback" not in place.complaints()


def finds_an_answer_that_does_not_help(contact: Contact) -> None:
    contact.start()
    contact.tap("q|faq")
    contact.tap(f"c|faq:0-{SUBJECT}|")
    contact.tap(f"c|faq:{ANSWER}|")
    contact.sees(title(ANSWER))
    contact.tap(f"v|faq:{ANSWER}|0")
    contact.tap(f"w|faq:{ANSWER}|other-case")
    expect(contact.button("h")).to_be_visible()


def writes_to_an_expert(contact: Contact) -> None:
    contact.tap(f"x|faq:{ANSWER}")
    expect(contact.button("i|cancel")).to_be_visible()
    contact.write(QUESTION)
    expect(contact.button("i|keep").or_(contact.button("i|on"))).to_be_visible()
    if contact.button("i|on").is_visible():
        contact.tap("i|on")
    contact.tap("i|keep")
    contact.sees("Örgütünüzün adı")
    contact.write(ORGANISATION)
    contact.sees("Hangi ildesiniz")
    contact.write("Rize")
    expect(contact.button("i|rights|yes")).to_be_visible()
    contact.tap("i|skip")
    contact.tap("i|named|yes")
    expect(contact.button("i|send")).to_be_visible()
    summary = contact.sees(QUESTION)
    expect(summary).to_contain_text(ORGANISATION)
    expect(summary).to_contain_text("Rize")
    contact.tap("i|send")
    number = contact.sees("Talep no: 1")
    expect(number).to_contain_text("Yanıt en geç:")
    expect(number).to_be_in_viewport()


def expert_claims_late(staff: Staff) -> None:
    """Two weeks go by before anybody claims; the desk is reminded of its promise."""
    staff.open(ORGANISATION)
    card = staff.sees(f"Talep 1 · {ORGANISATION}")
    expect(card).to_contain_text("kimse almadı")
    expect(card).to_contain_text("Rize")
    staff.become("Uzman 2")
    staff.open(ORGANISATION)
    clock = staff.page.get_by_test_id("clock-now")
    before = clock.inner_text()
    staff.page.get_by_test_id("clock-day").click()
    expect(clock).not_to_have_text(before)
    for _ in range(2):
        staff.page.get_by_test_id("clock-week").click()
    staff.sees("Söz verdiğimiz tarih geçti")
    staff.tap("T|1|claim")
    expect(card).to_contain_text("Uzman 2")
    expect(staff.page.get_by_test_id("toast").first).to_be_visible()


def expert_replies(staff: Staff) -> None:
    """One message stays inside, one goes out."""
    staff.write(NOTE)
    staff.reply(QUESTION, REPLY)


def killed_and_started_again(staff: Staff, place: Playground) -> None:
    """kill -9 a moment after the reply left the box; the page finds its way back by itself."""
    day = staff.page.get_by_test_id("clock-now").inner_text().rsplit(" ", 1)[0]
    place.kill()
    lost = staff.page.get_by_test_id("down").filter(has_text="Bağlantı koptu")
    expect(lost).to_be_visible()
    place.start()
    expect(lost).to_be_hidden()
    expect(staff.sees(REPLY).get_by_test_id("reactions")).to_have_text("👍")
    expect(staff.page.get_by_test_id("clock-now")).to_contain_text(day)


def reply_arrives(contact: Contact, *, most: int) -> None:
    """Under the ticket's number, without what the experts said among themselves; once, or twice
    when the kill came just while the call was under way.
    """
    expect(contact.sees(REPLY)).to_contain_text("Talep no: 1")
    assert 1 <= contact.messages.filter(has_text=REPLY).count() <= most
    expect(contact.messages.filter(has_text=NOTE)).to_have_count(0)


def two_subscribe_and_one_blocks(contact: Contact) -> None:
    """Who blocks the bot is not written to any more."""
    for name in (SUBSCRIBER, BLOCKER):
        contact.become(name)
        contact.start()
        expect(contact.button("q|faq")).to_be_visible()
        contact.write("/duyurular")
        subscribe(contact)
    contact.block()
    expect(contact.page.get_by_test_id("contact-input")).to_be_disabled()


def subscribe(contact: Contact) -> None:
    topic = contact.button(f"u|toggle|{SUBJECT}")
    expect(topic).to_contain_text("⬜")
    contact.tap(f"u|toggle|{SUBJECT}")
    expect(topic).to_contain_text("✅")


def coordinator_broadcasts(staff: Staff) -> None:
    staff.become("Koordinatör")
    staff.open("Genel")
    staff.write(NEWS)
    staff.reply(NEWS, "/duyuru")
    expect(staff.button("B|1|cancel")).to_be_visible()
    expect(staff.button("B|1|preview")).to_have_count(0)
    staff.tap(f"B|1|topic|{SUBJECT}")
    expect(staff.button("B|1|preview")).to_contain_text("1 kişi")
    staff.tap("B|1|preview")
    expect(staff.button("b|stop|1")).to_be_visible()
    staff.become("İkinci koordinatör")
    staff.open("Genel")
    staff.tap("B|1|send|2")
    expect(staff.sees("Duyuru bitti: 1/1")).to_contain_text("Ulaştı: 1")


def stops_the_broadcasts(contact: Contact) -> None:
    contact.look()
    contact.block()
    expect(contact.page.get_by_test_id("contact-input")).to_be_enabled()
    expect(contact.messages.filter(has_text=NEWS)).to_have_count(0)
    contact.become(SUBSCRIBER)
    contact.sees(NEWS)
    contact.tap("b|stop|1")
    expect(contact.button("b|undo|1")).to_be_visible()
    contact.write("/duyurular")
    expect(contact.button(f"u|toggle|{SUBJECT}")).to_contain_text("⬜")


def closes_and_rates(contact: Contact, staff: Staff) -> None:
    """The first contact's ticket ends; the thread holds each word once."""
    contact.become(ASKER)
    contact.write(LAST_WORD)
    staff.open(ORGANISATION)
    staff.sees(LAST_WORD)
    for words in (NOTE, REPLY, LAST_WORD):
        expect(staff.said(words)).to_have_count(1)
    staff.tap("T|1|close")
    staff.tap("T|1|sure|close")
    contact.tap("t|rate|1|5")
    contact.tap("t|no-word|1")
    staff.look()
    expect(staff.sees(f"Talep 1 · {ORGANISATION}")).to_contain_text("5/5")
    expect(staff.button("T|1|reopen")).to_be_visible()
    contact.write("/taleplerim")
    contact.sees("Kapandı.")
    expect(contact.messages.filter(has_text=NEWS)).to_have_count(0)


def fits(page: Page, width: int) -> None:
    """Nothing sticks out sideways, and whoever can't see the page is told what each button does."""
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    names = "[...document.querySelectorAll('button')].filter((one) => one.checkVisibility())"
    names += ".map((one) => "
    names += "(one.ariaLabel ?? one.innerText).trim())"
    assert all(page.evaluate(names))
    assert page.get_by_role("log", name="Bot ile sohbet").get_attribute("aria-live") == "polite"


def title(answer_id: str) -> str:
    """The choice's own sentence, as the editors wrote it."""
    question, choice = answer_id.split("-")
    path = PROJECT / "faq_data" / "tr" / "faq" / f"{int(question):02}-{int(choice):02}.md"
    return str(yaml.safe_load(path.read_text(encoding="utf-8").split("---")[1])["title"])
