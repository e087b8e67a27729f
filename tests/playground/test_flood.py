"""Telegram's flood limits, counted on a clock of the test's own."""

from bot.playground.flood import Flood


def calls(
    flood: Flood, count: int, *, chat: int = 1001, begin: float = 0.0, step: float = 0.0
) -> list[bool]:
    """Whether each of `count` sends passed; `chat` 0 spreads them over many chats."""
    return [
        flood.check("sendMessage", chat or 5000 + number, begin + number * step) is None
        for number in range(count)
    ]


def test_thirty_a_second_over_all_chats() -> None:
    flood = Flood()
    assert calls(flood, 31, chat=0) == [True] * 30 + [False]
    assert calls(flood, 30, chat=0, begin=1.5) == [True] * 30


def test_twenty_a_minute_into_a_group() -> None:
    flood = Flood()
    passed = calls(flood, 21, chat=-100, step=1.0)
    assert passed == [True] * 20 + [False]
    refusal = flood.check("editMessageText", -100, 21.0)
    assert refusal is not None
    assert refusal.retry_after == 39
    assert calls(flood, 1, chat=-100, begin=60.5) == [True]


def test_a_burst_to_one_chat_is_borne_a_stream_is_not() -> None:
    assert all(calls(Flood(), 20, step=0.05))
    assert not all(calls(Flood(), 60, step=0.2))
    assert all(calls(Flood(), 60, step=1.0))


def test_calls_inside_a_halt_are_violations() -> None:
    flood = Flood(on=False)
    flood.halt(10, 100.0)
    assert flood.check("sendMessage", 1001, 100.05) is not None
    assert flood.violations == []
    refusal = flood.check("sendMessage", 1001, 104.0)
    assert refusal is not None
    assert refusal.retry_after == 6
    assert flood.violations == [(104.0, "sendMessage")]
    assert flood.check("sendMessage", 1001, 110.5) is None


def test_reading_and_answering_taps_is_free() -> None:
    flood = Flood()
    flood.halt(10, 0.0)
    assert flood.check("answerCallbackQuery", None, 1.0) is None
    assert flood.check("getChatMember", -100, 1.0) is None
    assert flood.check("sendChatAction", 1001, 1.0) is None
    assert flood.violations == []
