"""Commands of the desk, each in a process of its own that can be killed like any other.

Importing what they need takes longer than most of them do. So one process imports it all, and
every other is a copy of it (`multiprocessing`'s fork server), which is given its folder, its
environment and its output before anything of the desk runs. A few tests start
`python -m bot` itself: nothing here may be all that says that it does start.
"""

import multiprocessing
import os
import resource
import runpy
import sys
from collections.abc import Mapping, Sequence
from multiprocessing.process import BaseProcess
from pathlib import Path

_IMPORTED = [
    "bot.app",
    "bot.demo",
    "sklearn.feature_extraction.text",
    "sklearn.linear_model",
    "sklearn.svm",
]
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(_IMPORTED)


def started(
    command: Sequence[str],
    folder: Path,
    env: Mapping[str, str],
    *,
    output: Path,
    largest_file: int | None = None,
) -> BaseProcess:
    """`python -m …` in a folder, with this environment and no other, and all it says in a file.

    No file of it can grow beyond `largest_file` bytes: a disk that is full.
    """
    process = _CONTEXT.Process(
        target=_run, args=(tuple(command), folder, dict(env), output, largest_file), daemon=True
    )
    process.start()
    return process


def _run(
    command: Sequence[str],
    folder: Path,
    env: Mapping[str, str],
    output: Path,
    largest_file: int | None,
) -> None:
    os.chdir(folder)
    os.environ.clear()
    os.environ.update(env)
    place = os.open(output, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
    os.dup2(place, sys.stdout.fileno())
    os.dup2(place, sys.stderr.fileno())
    if largest_file is not None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, largest_file))
    sys.argv = list(command)
    runpy.run_module(command[0], run_name="__main__", alter_sys=True)
