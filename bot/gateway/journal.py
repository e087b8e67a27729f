"""What was on its way when the desk was killed: a line for each call as its bytes leave, one when
it is answered.

Law: a line is written in the instant before the bytes leave and in the instant after the answer
came, never later; so at the next start a call is known never to have left, to be answered, or (only
if it was really in flight) to be uncertain. The file holds ids, no words. It is believed only when
the database knows its mark: one of another machine, or from before a power cut, says nothing; nor
does a line that can't be read, or a file that somebody else put there.
"""

import json
import os
import re
import socket
import stat
import uuid
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any, assert_never

from bot.domain.results import Done, Membership, Result, Said, ThreadOpened

NOTES = "calls"  # the file's name in the folder beside the database
# the lines are not forced to the disk: they end with the system
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_LARGEST = 100_000  # bytes, then the file begins anew
# `>7;` left, `-7;` failed, `<7 …;` answered; without its end it was cut off by a full disk
_LINE = re.compile(r"([<>-])(\d{1,18})(?: (.+))?;")

leaving: ContextVar[Callable[[], None] | None] = ContextVar("leaving", default=None)


class NotingSocket(socket.socket):
    """A socket that runs what `leaving` holds right before bytes leave.

    A TLS handshake counts as leaving too: killed in the middle of one, the call is uncertain.
    """

    def send(self, data: Any, flags: int = 0, /) -> int:
        """Note, then send."""
        if (note := leaving.get()) is not None:
            note()
        return super().send(data, flags)


def noting_socket(address: tuple[Any, ...]) -> socket.socket:
    """The socket for one of the addresses that a name stands for."""
    return NotingSocket(family=address[0], type=address[1], proto=address[2])


class Journal:
    """The notes of the desk before this one (`mark`, `left`, `answered`), and from `begin` on our
    own.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._fd: int | None = None
        self._size = 0
        self.mark = ""  # of the file that was found; "" when it can't be believed
        self.left: set[int] = set()  # gone, and nothing heard of them
        self.answered: dict[int, Result] = {}
        self._gone: set[int] = set()  # our own calls in flight
        self.next_mark = f"{_boot()} {uuid.uuid4().hex}"
        with suppress(OSError):
            self._read(_text(path))

    def _read(self, text: str) -> None:
        first, *lines = text.split("\n")
        self.mark = first if first.startswith(_boot()) else ""
        for line in lines:
            if found := _LINE.fullmatch(line):
                self._take(found[1], int(found[2]), found[3])

    def _take(self, kind: str, delivery: int, written: str | None) -> None:
        if kind == ">":
            self.left.add(delivery)
        elif kind == "-":
            self.left.discard(delivery)
        elif (result := read_result(written or "")) is not None:
            self.left.discard(delivery)
            self.answered[delivery] = result

    def begin(self) -> None:
        """Our own notes anew, without what is settled: every answer must be in the database."""
        lines = "".join([self.next_mark, *(f"\n>{delivery};" for delivery in self._gone)])
        fresh = self._path.with_name(f"{self._path.name}.new")
        fresh.parent.mkdir(mode=0o700, exist_ok=True)
        fd = os.open(
            fresh,
            os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC,
            0o600,
        )
        os.write(fd, lines.encode())
        fresh.replace(self._path)
        self.close()
        self._fd, self._size = fd, len(lines)

    @property
    def full(self) -> bool:
        """Whether it is time to begin anew."""
        return self._size > _LARGEST

    def leave(self, delivery: int) -> None:
        """The call's bytes leave now. OSError on a full disk: then nothing leaves."""
        self._gone.add(delivery)
        self._write(f"\n>{delivery};")

    def has_left(self, delivery: int) -> bool:
        """Whether bytes of a call that has not ended yet ever left."""
        return delivery in self._gone

    def answer(self, delivery: int, result: Result) -> None:
        """The call went well; its result is not yet in the database."""
        self._gone.discard(delivery)
        with suppress(OSError):  # unwritten, it only means a repeat more after a kill right now
            self._write(f"\n<{delivery} {written_result(result)};")

    def failed(self, delivery: int, *, uncertain: bool) -> None:
        """The call failed; unless it may have taken effect, it is as if it had never left."""
        self._gone.discard(delivery)
        if not uncertain:
            with suppress(OSError):
                self._write(f"\n-{delivery};")

    def _write(self, line: str) -> None:
        if self._fd is not None:
            self._size += os.write(self._fd, line.encode())

    def close(self) -> None:
        """Let go of the file."""
        if self._fd is not None:
            os.close(self._fd)
            self._fd = None


def _boot() -> str:
    return _BOOT.read_text().strip() if _BOOT.exists() else ""


def _text(path: Path) -> str:
    """A file of our own; nothing of what somebody else put in its place. Raises OSError."""
    fd = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(fd, encoding="ascii", errors="replace", newline="\n") as file:
        found = os.fstat(fd)
        if not stat.S_ISREG(found.st_mode) or found.st_uid != os.getuid():
            return ""
        return file.read()


def written_result(result: Result) -> str:
    """A result as one short line: ids and nothing else."""
    match result:
        case Done():
            return json.dumps(["done"])
        case Said(messages):
            return json.dumps(["said", *messages])
        case ThreadOpened(thread):
            return json.dumps(["thread", thread])
        case Membership(inside, leads):
            return json.dumps(["member", inside, leads])
    assert_never(result)


def read_result(line: str) -> Result | None:
    """The result of such a line, or None when it is anything else."""
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return None
    match found:
        case ["done"]:
            return Done()
        case ["said", *messages] if all(isinstance(one, str) for one in messages):
            return Said(tuple(messages))
        case ["thread", str(thread)]:
            return ThreadOpened(thread)
        case ["member", bool(inside), bool(leads)]:
            return Membership(inside, leads)
    return None
