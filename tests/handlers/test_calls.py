"""An emergency calls everybody, who find the way to it."""

from dataclasses import replace

from bot.domain.links import Links
from bot.domain.messages import Say, Style
from bot.domain.tickets import Status
from handlers import calls
from handlers.work import Work
from tests.handlers.conftest import STAFF, opened

LINKS = Links(thread=lambda place: f"https://t.me/c/9/{place.thread}")


def test_a_call_names_all_emergencies_and_leads_to_their_threads(work: Work) -> None:
    """One whose thread is still to be made is only named."""
    work = replace(work, desk=replace(work.desk, links=LINKS))
    opened(work, policy="emergency", status=Status.NEW, group=STAFF, thread="7")
    fresh = opened(work, policy="emergency", status=Status.NEW)
    (call,) = calls.emergency(work, fresh)
    assert isinstance(call.act, Say)
    said = call.act.message.text
    assert "ACİL: #1, #2" in said.text
    assert [one.value for one in said.spans if one.style is Style.LINK] == ["https://t.me/c/9/7"]
