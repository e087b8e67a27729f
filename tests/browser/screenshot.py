"""Make the README's picture of the playground: `python -m tests.browser.screenshot`.

Played through the real desk, so that the picture shows what the code does today.
"""

import tempfile
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.people import DESKTOP, Contact, Staff, chromium, opened
from tests.browser.process import PROJECT, playground

PICTURE = PROJECT / "bot" / "playground" / "screenshot.png"
LARGEST = 250_000  # bytes
TICKETS = (
    (
        "Değirmen Kooperatifi",
        "Hibe sözleşmemizde süre uzatımı istiyoruz, ne zaman başvurmalıyız?",
        "Ankara",
    ),
    ("Kıyı Derneği", "Ortaklık protokolünde bütçeyi nasıl paylaşalım?", "Rize"),
)
REPLY = "Taslağınızı gönderin, birlikte bakalım."
QUERY = "ortaklik protokolu nasil hazirlanir"


def main() -> None:
    """Play two tickets and a question, and keep the picture."""
    with (
        tempfile.TemporaryDirectory() as folder,
        playground(Path(folder)) as place,
        chromium() as browser,
    ):
        page = browser.new_page(viewport=DESKTOP, locale="tr-TR")
        opened(page, place.address)
        contact, staff = Contact(page), Staff(page)
        for name, question, province in TICKETS:
            add(page, name)
            opens_a_ticket(contact, name, question=question, province=province)
        staff.open(TICKETS[-1][0])
        staff.tap("T|2|claim")
        expect(staff.sees("Talep 2")).to_contain_text("Uzman 1")
        staff.reply(TICKETS[-1][1], REPLY)
        expect(staff.sees(REPLY).get_by_test_id("reactions")).to_be_visible()
        contact.become("Deniz Derneği")
        contact.start()
        expect(contact.button("q|faq")).to_be_visible()
        contact.write(QUERY)
        expect(contact.button("v|faq:").first).to_be_visible()
        expect(page.get_by_test_id("toast")).to_have_count(0)
        contact.messages.filter(has_text=QUERY).last.evaluate(
            "one => { one.parentNode.scrollTop = one.offsetTop - 12; }"
        )
        staff.log.evaluate("one => { one.scrollTop = one.scrollHeight; }")
        page.evaluate("document.activeElement.blur()")
        page.mouse.move(0, 0)
        size = PICTURE.write_bytes(page.screenshot())
    assert size <= LARGEST, size
    print(f"{PICTURE.relative_to(PROJECT)}: {size // 1000} kB")


def add(page: Page, name: str) -> None:
    """Somebody new at the playground, already chosen."""
    page.get_by_test_id("contact-add").click()
    page.get_by_test_id("contact-name").fill(name)
    page.get_by_test_id("dialog-ok").click()


def opens_a_ticket(contact: Contact, name: str, *, question: str, province: str) -> None:
    """The intake with its subject guessed or left out, and the organisation named."""
    contact.start()
    expect(contact.button("q|faq")).to_be_visible()
    contact.write("/uzman")
    expect(contact.button("i|cancel")).to_be_visible()
    contact.write(question)
    expect(contact.button("i|skip").or_(contact.button("i|on"))).to_be_visible()
    if contact.button("i|on").is_visible():
        contact.tap("i|on")
    expect(contact.button("i|topic|1")).to_be_visible()
    contact.tap("i|keep" if contact.button("i|keep").is_visible() else "i|skip")
    contact.sees("Örgütünüzün adı")
    contact.write(name)
    contact.sees("Hangi ildesiniz")
    contact.write(province)
    expect(contact.button("i|rights|yes")).to_be_visible()
    contact.tap("i|skip")
    contact.tap("i|named|yes")
    contact.tap("i|send")
    contact.sees("Yanıt en geç:")


if __name__ == "__main__":
    main()
