"""What was on its way when the desk was killed: a line for each call as its bytes leave, one when
it is answered.

Law: a line is written in the instant before the bytes leave and in the instant after the answer
came, never later; so at the next start a call is known never to have left, to be answered, or (only
if it was really in flight) to be uncertain. The file holds ids, no words. It is believed only when
the database knows its mark: one of another machine, or from before a power cut, says nothing.
"""

import json
import os
import socket
import uuid
from collections.abc import Callable
from contextlib import suppress
from contextvars import ContextVar
from pathlib import Path
from typing import Any

# the lines are not forced to the disk: they end with the system
_BOOT = Path("/proc/sys/kernel/random/boot_id")
_LARGEST = 100_000  # bytes, then the file begins anew
# of an answer: what follow-ups need
_KEPT = ("message_id", "message_thread_id", "status", "is_member")

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
        self.answered: dict[int, Any] = {}
        self._gone: set[int] = set()  # our own calls in flight
        self.next_mark = f"{_boot()} {uuid.uuid4().hex}"
        with suppress(OSError):
            self._read(path.read_text(encoding="ascii", errors="replace"))

    def _read(self, text: str) -> None:
        first, *lines = text.split("\n")
        self.mark = first if first.startswith(_boot()) else ""
        for line in lines:
            if line.endswith(";"):  # else it was cut off by a full disk
                self._take(line[0], *line[1:-1].split(" ", 1))

    def _take(self, kind: str, id: str, result: str = "null") -> None:
        self.left.discard(int(id))
        if kind == ">":
            self.left.add(int(id))
        elif kind == "<":
            self.answered[int(id)] = json.loads(result)

    def begin(self) -> None:
        """Our own notes anew, without what is settled: every answer must be in the database."""
        lines = "".join([self.next_mark, *(f"\n>{id};" for id in self._gone)])
        fresh = self._path.with_name(f"{self._path.name}.new")
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

    def leave(self, id: int) -> None:
        """The call's bytes leave now. OSError on a full disk: then nothing leaves."""
        self._gone.add(id)
        self._write(f"\n>{id};")

    def has_left(self, id: int) -> bool:
        """Whether bytes of a call that has not ended yet ever left."""
        return id in self._gone

    def answer(self, id: int, result: Any) -> None:
        """The call went well; its result is not yet in the database."""
        self._gone.discard(id)
        with suppress(OSError):  # unwritten, it only means a repeat more after a kill right now
            self._write(f"\n<{id} {json.dumps(_kept(result))};")

    def failed(self, id: int, *, uncertain: bool) -> None:
        """The call failed; unless it may have taken effect, it is as if it had never left."""
        self._gone.discard(id)
        if not uncertain:
            with suppress(OSError):
                self._write(f"\n-{id};")

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


def _kept(result: Any) -> Any:
    if isinstance(result, list):
        return [_kept(one) for one in result]
    return (
        {name: result[name] for name in _KEPT if name in result}
        if isinstance(result, dict)
        else True
    )
