"""Buttons and follow-ups are protocols that the type checker reads: a slip in one is its error.

One run of mypy over all snippets. The first one is right, so that none fails for another reason.
"""

import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parents[2]
CACHE = ROOT / ".mypy_cache" / "protocols"
PATIENCE = 120  # seconds

pytestmark = pytest.mark.xdist_group("mypy")  # one worker, one run

SOUND = """
from typing import assert_never

from bot.domain import buttons, codes, results
from bot.domain import composer_buttons as composer
from bot.domain.outbox import Draft
from bot.domain.messages import Button, OfferCommands
from bot.domain.people import Address, Place
from bot.domain.tickets import Step
from bot.domain.words import Words

PLACE = Place(Address("telegram", "-100", group=True), "40")
BUTTON = Button(Words("card.needs-research"), buttons.OnTicket(1, Step.RESEARCH))
CODE: str = codes.encode(buttons.OnTicket(1, Step.RESEARCH))
DRAFT = Draft(OfferCommands("telegram"), then=results.KeepCard(ticket=1, place=PLACE))


def carry_out(then: results.FollowUp) -> str:
    match then:
        case results.FillThread(ticket):
            return f"fill {ticket}"
        case results.KeepCard(ticket) | results.KeepReminder(ticket):
            return f"keep {ticket}"
        case results.KeepStaffPlaces(messages) | results.KeepChatPlaces(messages):
            return f"keep {len(messages)}"
        case results.TakenBack(messages):
            return f"taken back {len(messages)}"
        case results.KeepPanel(broadcast):
            return f"panel {broadcast}"
        case results.Previewed(one) | results.Arrived(one) | results.Corrected(one):
            return f"broadcast {one}"
        case results.EditedInThread(message) | results.EditedInChat(message):
            return f"edited {message}"
        case results.ActOnTap(tapped):
            return str(tapped.code)
        case results.ActOnWords(wrote):
            return wrote.name
        case results.ActOnEdit(edited):
            return edited.name
        case results.ActOnSign(reacted):
            return reacted.sign
    assert_never(then)


def doing(press: composer.ComposingPress) -> str:
    match press:
        case composer.ChooseSubject(_, subject):
            return str(subject)
        case composer.Compose() | composer.Preview():
            return "look"
        case composer.ChooseTime() | composer.SetTime():
            return "time"
        case composer.SendBroadcast() | composer.CancelBroadcast():
            return "end"
    assert_never(press)
"""


@dataclass(frozen=True)
class Slip:
    """What is written in place of what is right, and the error that it must be."""

    name: str
    right: str
    wrong: str
    error: str


SLIPS = (
    Slip(
        "a_step_that_is_none",
        "buttons.OnTicket(1, Step.RESEARCH))\nCODE",
        "buttons.OnTicket(1, Step.RESERCH))\nCODE",
        'error: "type[Step]" has no attribute "RESERCH"',
    ),
    Slip(
        "a_step_as_a_word",
        "buttons.OnTicket(1, Step.RESEARCH))\nCODE",
        'buttons.OnTicket(1, "reserch"))\nCODE',
        'error: Argument 2 to "OnTicket" has incompatible type "str"; expected "Step"',
    ),
    Slip(
        "a_button_as_a_code",
        "buttons.OnTicket(1, Step.RESEARCH))\nCODE",
        '"T|1|research")\nCODE',
        'error: Argument 2 to "Button" has incompatible type "str"',
    ),
    Slip(
        "a_code_of_no_button",
        "codes.encode(buttons.OnTicket(1, Step.RESEARCH))",
        "codes.encode(Step.RESEARCH)",
        'error: Argument 1 to "encode" has incompatible type "Step"',
    ),
    Slip(
        "a_field_misspelt",
        "results.KeepCard(ticket=1, place=PLACE)",
        "results.KeepCard(tikcet=1, place=PLACE)",
        'error: Unexpected keyword argument "tikcet" for "KeepCard"',
    ),
    Slip(
        "a_field_left_out",
        "results.KeepCard(ticket=1, place=PLACE)",
        "results.KeepCard(ticket=1)",
        'error: Missing positional argument "place" in call to "KeepCard"',
    ),
    Slip(
        "a_field_of_another_type",
        "results.KeepCard(ticket=1, place=PLACE)",
        'results.KeepCard(ticket="1", place=PLACE)',
        'error: Argument "ticket" to "KeepCard" has incompatible type "str"; expected "int"',
    ),
    Slip(
        "a_follow_up_as_a_dict",
        "then=results.KeepCard(ticket=1, place=PLACE)",
        'then={"do": "card", "ticket": 1}',
        'error: Argument "then" to "Draft" has incompatible type "dict[str, object]"',
    ),
    Slip(
        "a_result_as_a_follow_up",
        "then=results.KeepCard(ticket=1, place=PLACE)",
        "then=results.Done()",
        'error: Argument "then" to "Draft" has incompatible type "Done"',
    ),
    Slip(
        "a_follow_up_that_nobody_carries_out",
        '        case results.KeepPanel(broadcast):\n            return f"panel {broadcast}"\n',
        "",
        'error: Argument 1 to "assert_never" has incompatible type "KeepPanel"; expected "Never"',
    ),
    Slip(
        "a_button_that_nobody_reads",
        "composer.SendBroadcast() | composer.CancelBroadcast()",
        "composer.SendBroadcast()",
        'error: Argument 1 to "assert_never" has incompatible type "CancelBroadcast"; '
        'expected "Never"',
    ),
    Slip(
        "a_field_that_no_follow_up_has",
        "tapped.code",
        "tapped.data",
        'error: "StaffTapped" has no attribute "data"',
    ),
)


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[str]]:
    """What mypy says of each snippet, by its name."""
    folder = tmp_path_factory.mktemp("protocols")
    (folder / "sound.py").write_text(dedent(SOUND), encoding="utf-8")
    for slip in SLIPS:
        assert SOUND.count(slip.right) == 1, slip.name
        text = SOUND.replace(slip.right, slip.wrong)
        (folder / f"{slip.name}.py").write_text(text, encoding="utf-8")
    names = sorted(path.name for path in folder.iterdir())
    lines = checked(folder, names).splitlines()
    return {name: [line for line in lines if line.startswith(name)] for name in names}


def checked(folder: Path, names: list[str]) -> str:
    """mypy's words about the files of a folder; what it found out about the desk it keeps."""
    command = [sys.executable, "-m", "mypy", "--strict", "--follow-imports=silent"]
    command += ["--config-file=", "--no-error-summary", f"--cache-dir={CACHE}"]
    ran = _run([*command, *names], folder)
    if "INTERNAL ERROR" in ran.stderr:  # mypy itself crashed, as it does now and then when cold
        ran = _run([*command, *names], folder)
    assert not ran.stderr, ran.stderr
    return ran.stdout


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command,
        cwd=folder,
        env={"MYPYPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_what_is_right_passes(said: dict[str, list[str]]) -> None:
    assert said["sound.py"] == []


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_a_slip_is_an_error_of_its_own(slip: Slip, said: dict[str, list[str]]) -> None:
    errors = [line for line in said[f"{slip.name}.py"] if ": error: " in line]
    assert len(errors) == 1, errors
    assert slip.error in errors[0]
