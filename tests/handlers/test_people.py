"""Who is on the team, and who gives whom which roles."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from bot.domain.events import Answered, StaffWrote
from bot.domain.messages import Message, Say, Text
from bot.domain.people import Actor, Address, Expert, Place, Role
from bot.domain.results import ActOnWords, Membership
from bot.storage import experts, tables
from handlers import desk
from handlers.work import Work
from tests.handlers.conftest import ELIF, NOW, STAFF

LEADER, CEM = Address("telegram", "5009"), Address("telegram", "5002")
LEADS, MEMBER = Membership(inside=True, leads=True), Membership(inside=True)


def wrote(words: str, person: Address = LEADER, answered: Answered | None = None) -> StaffWrote:
    """Words in General, as a reply where something is answered."""
    content = Message(Text(words), reply_to="70" if answered else None)
    command = words.split()[0].removeprefix("/")
    name = {LEADER: "Aylin", CEM: "Cem", ELIF: "Elif"}[person]
    return StaffWrote(Place(STAFF), "71", person, name, content, command, answered)


def said(work: Work, event: StaffWrote, found: Membership = LEADS) -> str:
    """What the desk says to it."""
    drafts = desk.on_member_wrote(work, ActOnWords(event), found)
    return "\n".join(one.act.message.text.text for one in drafts if isinstance(one.act, Say))


def of(person: Address, name: str = "") -> Answered:
    """A message of somebody."""
    return Answered(person, Message(Text("Merhaba")), name=name)


def known(work: Work, person: Address = ELIF) -> Expert:
    found = experts.at(work.tx, person)
    assert found is not None
    return found


def test_roles_are_given_by_name_listed_and_written_down(work: Work, elif_: Actor) -> None:
    assert "Kaydedildi. Elif · nöbetçi" in said(work, wrote("/rol elif nöbetçi"))
    assert known(work) == Expert(elif_.id, "Elif", on_duty=True)
    listed = said(work, wrote("/kisiler", CEM), MEMBER).splitlines()
    assert [line for line in listed if " · " in line] == [
        "Aylin · koordinatör",
        "Elif · nöbetçi",
        "Cem · uzman",
    ]
    (row,) = work.tx.execute(select(tables.audit))
    assert (row.deed, row.about, row.ticket, row.at) == ("roles", f"{elif_.id} on-duty", None, NOW)
    assert row.by == known(work, LEADER).id
    assert "Kaydedildi. Elif · uzman" in said(work, wrote("/rol elif -nöbetçi"))
    assert "Nöbetçi yok" in said(work, wrote("/kisiler", CEM), MEMBER)


def test_a_reply_gives_them_to_whoever_wrote_it_known_or_not(work: Work) -> None:
    assert "Cem · koordinatör" in said(work, wrote("/rol koordinatör", answered=of(CEM, "Cem")))
    assert known(work, CEM).role is Role.COORDINATOR
    assert "Cem · koordinatör" in said(work, wrote("/rol", answered=of(CEM)))


@pytest.mark.parametrize("found", [MEMBER, Membership(inside=False)])
def test_only_coordinators_give_roles(work: Work, elif_: Actor, found: Membership) -> None:
    told = said(work, wrote("/rol Elif koordinatör", CEM), found)
    assert ("yalnızca koordinatörler" in told) is found.inside
    assert known(work).role is Role.EXPERT
    assert elif_.role is Role.EXPERT


def test_whoever_left_has_no_role_though_it_is_written(work: Work, elif_: Actor) -> None:
    experts.save(work.tx, Expert(elif_.id, "Elif", Role.COORDINATOR, on_duty=True))
    gone = Membership(inside=False)
    assert said(work, wrote("/rol Elif 1", ELIF), gone) == ""
    assert "Elif" not in said(work, wrote("/kisiler", LEADER))
    assert experts.called(work.tx, "telegram", [elif_.id]) == ()
    assert "Elif · koordinatör, nöbetçi" in said(work, wrote("/kisiler", ELIF), MEMBER)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("/rol Deniz nöbetçi", "“Deniz” adında birini tanımıyorum"),
        ("/rol", "kimin rolünü"),
        ("/rol nöbetçi", "kimin rolünü"),
        ("/rol Elif müdür", "“Elif müdür” adında"),
        ("/rol Elif nöbetçi müdür", "Anlamadım: müdür. Hiçbir şey değişmedi"),
        ("/rol Elif 99", "Anlamadım: 99"),
        ("/rol el nöbetçi", "birden çok kişi olabilir: Elif, Elvan"),
    ],
)
def test_what_is_not_understood_changes_nothing(
    work: Work, elif_: Actor, words: str, told: str
) -> None:
    experts.met(work.tx, CEM, "Elvan", NOW)
    before = known(work)
    assert told.lower() in said(work, wrote(words)).lower()
    assert known(work) == before
    assert elif_.id == before.id


@pytest.mark.parametrize("person", [STAFF, replace(CEM, group=True)])
def test_nobody_without_a_name_gets_a_role(work: Work, person: Address) -> None:
    for answered in (of(person), replace(of(CEM), of_desk=True)):
        assert "Kimin rolünü" in said(work, wrote("/rol nöbetçi", answered=answered))
    assert experts.at(work.tx, CEM) is None
