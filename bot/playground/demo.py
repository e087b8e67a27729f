"""Who is there when the playground opens: three organisations, a guest from abroad, and the desk's
staff.

The names are roles and made-up organisations, never people.
"""

from bot.playground.telegram import STAFF_CHAT, Telegram

CONTACTS = (
    (1001, "Deniz Derneği", "tr"),
    (1002, "Kadın Dayanışma Grubu", "tr"),
    (1003, "Gençlik Kooperatifi", "tr"),
    (1004, "River Network", "en"),
)
EXPERTS = ((2001, "Uzman 1"), (2002, "Uzman 2"))
COORDINATORS = ((2003, "Koordinatör"), (2004, "İkinci koordinatör"))


def populate(telegram: Telegram) -> None:
    """Put the demonstration's people in, unless there are people already."""
    if any(not user["is_bot"] for user in telegram.world.users.values()):
        return
    for user_id, name, language in CONTACTS:
        telegram.contact(user_id, name, language)
    for user_id, name in EXPERTS:
        telegram.expert(user_id, name)
    for user_id, name in COORDINATORS:
        telegram.expert(user_id, name)
        telegram.world.members.put((STAFF_CHAT, user_id), "administrator")
    telegram.world.store.commit()
