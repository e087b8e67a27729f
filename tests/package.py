"""`make package`: the wheel is installed as an operator does, far from the sources, and tried.

The folder it is tried in is empty but for a folder `bot`, which must not be taken for the desk.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.request import urlopen

HOUSE = Path(__file__).parents[1]
PATIENCE = 120  # seconds; a first start learns from the whole content
_OURS = ("PATH", "HOME", "LANG", "TMPDIR", "SSL_CERT_FILE")


def main() -> None:
    """Each command in turn; ends with the first that fails."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        here = folder / "here"
        (here / "bot").mkdir(parents=True)
        (here / "bot" / "__init__.py").write_text("raise SystemExit('not the desk')\n")
        destek = _installed(folder)
        for words in (["--version"], ["check"], ["init", "ours"], ["migrate"], ["backup", "copy"]):
            _run([destek, *words], here)
        _run([destek, "check"], here / "ours")
        _run([destek, "restore", "../copy"], here / "ours")
        _playground(destek, here)
    print("The package works.")


def _installed(folder: Path) -> str:
    """The command of the wheel, in an environment of its own."""
    uv = str(Path(sys.executable).with_name("uv"))
    _run([uv, "build", "--quiet", "--wheel", "--out-dir", str(folder / "dist")], HOUSE)
    python = str(folder / "venv" / "bin" / "python")
    _run([uv, "venv", "--quiet", "--python", sys.executable, str(folder / "venv")], folder)
    (wheel,) = (folder / "dist").glob("*.whl")
    bounds = ["--constraint", str(HOUSE / "requirements.txt")]
    _run([uv, "pip", "install", "--quiet", "--python", python, *bounds, str(wheel)], folder)
    return str(folder / "venv" / "bin" / "destek")


def _run(command: list[str], folder: Path) -> None:
    print("$", " ".join(command))
    subprocess.run(command, cwd=folder, env=_environment(), check=True)


def _environment(**more: str) -> dict[str, str]:
    """An operator's: nothing of the sources is in it."""
    kept = {name: value for name, value in os.environ.items() if name in _OURS}
    uv = {name: value for name, value in os.environ.items() if name.startswith(("UV_", "PIP_"))}
    return kept | uv | more


def _playground(destek: str, folder: Path) -> None:
    """It opens, says that it is ready, and ends when it is told to."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1]
    env = _environment(PORT="0", WATCH_PORT=str(port))
    with subprocess.Popen([destek, "playground"], cwd=folder, env=env) as process:
        try:
            _answers(f"http://127.0.0.1:{port}/ready")
        finally:
            process.terminate()
    if process.returncode != 0:
        raise SystemExit(f"destek playground ended with {process.returncode}")


def _answers(address: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(address, timeout=5):
                return
        except OSError:
            if time.monotonic() > end:
                raise
        time.sleep(0.5)


if __name__ == "__main__":
    main()
