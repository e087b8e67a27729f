"""What goes wrong by order, and what goes wrong by calling too fast."""

import asyncio
import time

import pytest
import telegram as ptb
from telegram.error import Forbidden, NetworkError, RetryAfter, TelegramError, TimedOut

from bot.playground.faults import BrokenJson, Fault, Hang, Page, Refuse, Reset, Slow, TooMany
from bot.playground.telegram import Telegram


@pytest.mark.parametrize(
    ("fault", "error", "sent"),
    [
        (TooMany(3), RetryAfter, 0),
        (Refuse(403, "Forbidden: user is deactivated"), Forbidden, 0),
        (Refuse(500, "Internal Server Error"), NetworkError, 0),
        (Page(502), NetworkError, 0),
        (Reset(), NetworkError, 0),
        (Reset(handled=True), NetworkError, 1),
        (Hang(), TimedOut, 0),
        (Hang(handled=True), TimedOut, 1),
        (BrokenJson(), TelegramError, 1),
    ],
)
async def test_fault(
    telegram: Telegram, bot: ptb.Bot, fault: Fault, error: type[TelegramError], sent: int
) -> None:
    await telegram.contact(1001).start()
    telegram.fail(fault, method="sendMessage")
    with pytest.raises(error):
        await bot.send_message(1001, "a", read_timeout=0.3)
    assert len(telegram.contact(1001).messages) == 1 + sent
    assert await bot.get_me()
    telegram.flood.halt(0, time.monotonic())


@pytest.mark.parametrize("fault", [Hang(), Hang(handled=True)])
async def test_whoever_gives_up_waiting_is_no_fault_of_the_stand_in(
    telegram: Telegram, bot: ptb.Bot, caplog: pytest.LogCaptureFixture, fault: Fault
) -> None:
    await telegram.contact(1001).start()
    telegram.fail(fault, method="sendMessage")
    with pytest.raises(TimedOut):
        await bot.send_message(1001, "a", read_timeout=0.1)
    await bot.get_me()
    await asyncio.sleep(0.1)
    assert caplog.records == []


async def test_faults_come_when_ordered(telegram: Telegram, bot: ptb.Bot) -> None:
    await telegram.contact(1001).start()
    await telegram.contact(1002).start()
    telegram.fail(
        Refuse(403, "Forbidden: bot was blocked by the user"), chat_id=1002, times=2, skip=1
    )
    await bot.send_message(1002, "iyi")
    await bot.send_message(1001, "iyi")
    for _ in range(2):
        with pytest.raises(Forbidden):
            await bot.send_message(1002, "kötü")
    await bot.send_message(1002, "yine iyi")
    assert [call.status for call in telegram.called("sendMessage", chat_id=1002)] == [
        200,
        403,
        403,
        200,
    ]


async def test_slow_answer(telegram: Telegram, bot: ptb.Bot) -> None:
    telegram.fail(Slow(0.2), method="getMe")
    begin = time.monotonic()
    await bot.get_me()
    assert time.monotonic() - begin >= 0.2


async def test_halt_is_kept_and_violations_counted(telegram: Telegram, bot: ptb.Bot) -> None:
    await telegram.contact(1001).start()
    telegram.fail(TooMany(60), method="sendMessage")
    with pytest.raises(RetryAfter):
        await bot.send_message(1001, "a")
    assert telegram.flood.violations == []
    await asyncio.sleep(0.15)
    with pytest.raises(RetryAfter):
        await bot.send_message(1001, "a")
    assert len(telegram.flood.violations) == 1


async def test_a_fault_inside_a_halt_is_a_violation_too(telegram: Telegram, bot: ptb.Bot) -> None:
    await telegram.contact(1001).start()
    telegram.fail(TooMany(60), method="sendMessage", times=2)
    for _ in range(2):
        with pytest.raises(RetryAfter):
            await bot.send_message(1001, "a")
        await asyncio.sleep(0.15)
    assert len(telegram.flood.violations) == 1
    assert [call.status for call in telegram.called("sendMessage")] == [429, 429]


async def test_every_call_is_written_down_once(telegram: Telegram, bot: ptb.Bot) -> None:
    await telegram.contact(1001).start()
    for fault in (
        Page(),
        Reset(),
        Reset(handled=True),
        BrokenJson(),
        Refuse(500, "Internal Server Error"),
    ):
        telegram.fail(fault, method="sendMessage")
        with pytest.raises(TelegramError):
            await bot.send_message(1001, "a")
    assert [call.status for call in telegram.called("sendMessage")] == [502, 0, 200, 200, 500]


@pytest.mark.parametrize("handled", [True, False])
async def test_a_late_answer_may_have_had_its_effect(
    telegram: Telegram, bot: ptb.Bot, handled: bool
) -> None:
    contact = telegram.contact(1001)
    await contact.start()
    telegram.fail(Slow(0.6, handled=handled), method="sendMessage")
    call = asyncio.create_task(bot.send_message(1001, "a"))
    await asyncio.sleep(0.3)
    assert (contact.messages[-1]["from"]["is_bot"], call.done()) == (handled, False)
    assert (await call).text == "a"
    assert len([m for m in contact.messages if m["from"]["is_bot"]]) == 1
