"""A request that is being put together knows its words and its files."""

from bot.domain.chats import Held, Intake


def test_the_question_is_the_words_of_all_messages() -> None:
    messages = (
        Held("1", "text", "Bir"),
        Held("2", "photo", ""),
        Held("3", "document", "Tüzük"),
        Held("4", "text", "İki"),
    )
    assert Intake(messages).question == "Bir\nTüzük\nİki"
    assert Intake(messages).files == len(("photo", "document"))
    assert (Intake().question, Intake().files) == ("", 0)
