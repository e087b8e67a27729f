"""Measures the house: how long its functions and modules are, and how far a reader must walk.

`python -m tests.bench.house [ROOT]` prints one table. ROOT is a checkout, this one if not given; an
older commit's code is read, and played, from its own folder.

Read are `bot/`, `handlers/` and `intents/` without the playground and the migrations:

* A function's lines go from its `def` to its last line; decorators are not counted, functions
  within functions are functions of their own.
* Positional parameters: `self` and `cls` are not counted, nor what is passed by keyword only.
* A package's `__init__.py` is no module of its own where lengths are told.
* `Any` is counted where it is used, not where it is imported.
* A cycle is a set of modules that import each other in a ring; imports within functions count,
  those for the type checker alone don't. A room is a folder; a module that stands in `bot/` itself
  is a room of its own.
* Public is what has no leading underscore and stands neither in a function nor in a class that has
  one.

How files are entered by a question and a reply is told in `moves`.
"""

import ast
import json
import os
import statistics
import subprocess
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from rich.console import Console
from rich.table import Table

HERE = Path(__file__).resolve()
CHECKOUT = HERE.parents[2]
PACKAGES = ("bot", "handlers", "intents")
LEFT_OUT = ("bot/playground/", "bot/storage/migrations/")
GATEWAY = "bot/gateway/"
LONG = 40  # lines of a function
MANY = 3  # positional parameters
WIDE = 100  # columns
PER = 1000  # lines

Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Module:
    """One file of the house: its dotted name, its path below the checkout, its text."""

    name: str
    path: str
    text: str

    @property
    def room(self) -> str:
        """The folder it stands in, dotted; its own name when that is `bot/` itself."""
        folder = _dotted(self.path.rpartition("/")[0])
        return self.name if folder == "bot" else folder

    @cached_property
    def lines(self) -> list[str]:
        """The lines, without their ends."""
        return self.text.splitlines()

    @cached_property
    def tree(self) -> ast.Module:
        """The syntax tree."""
        return ast.parse(self.text)


@dataclass(frozen=True, slots=True)
class Found:
    """One function: its lines, its positional parameters, whether it is public and documented."""

    lines: int
    parameters: int
    public: bool
    documented: bool


def modules(root: Path) -> list[Module]:
    """All modules of the house, by path."""
    files = [file for package in PACKAGES for file in sorted((root / package).rglob("*.py"))]
    paths = [(file, file.relative_to(root).as_posix()) for file in files]
    return [
        Module(_dotted(path), path, file.read_text(encoding="utf-8"))
        for file, path in paths
        if not path.startswith(LEFT_OUT)
    ]


def _dotted(path: str) -> str:
    return path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def functions(node: ast.AST, *, public: bool = True, of_class: bool = False) -> Iterator[Found]:
    """All functions below a node; `public` says whether what they stand in is."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, Function):
            shown = public and not child.name.startswith("_")
            yield _found(child, public=shown, of_class=of_class)
            yield from functions(child, public=False)
        elif isinstance(child, ast.ClassDef):
            shown = public and not child.name.startswith("_")
            yield from functions(child, public=shown, of_class=True)
        else:
            yield from functions(child, public=public, of_class=of_class)


def _found(function: Function, *, public: bool, of_class: bool) -> Found:
    given = function.args
    static = any(
        isinstance(d, ast.Name) and d.id == "staticmethod" for d in function.decorator_list
    )
    return Found(
        lines=(function.end_lineno or function.lineno) - function.lineno + 1,
        parameters=len(given.posonlyargs) + len(given.args) - (of_class and not static),
        public=public,
        documented=ast.get_docstring(function) is not None,
    )


def anys(module: Module) -> int:
    """How often a module uses the name `Any`."""
    return sum(isinstance(n, ast.Name) and n.id == "Any" for n in ast.walk(module.tree))


def imported(module: Module, known: set[str]) -> set[str]:
    """The modules among `known` that a module imports anywhere but for the type checker."""
    names = {name for node in _run(module.tree) for name in _names(node, module)}
    return {name if name in known else name.rpartition(".")[0] for name in names} & known


def _run(node: ast.AST) -> Iterator[ast.AST]:
    """All nodes, without what only the type checker reads."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            yield from (deep for other in child.orelse for deep in (other, *_run(other)))
        else:
            yield child
            yield from _run(child)


def _names(node: ast.AST, module: Module) -> Iterator[str]:
    """What a statement imports, dotted; a name in a module looks like a module in a package."""
    if isinstance(node, ast.Import):
        yield from (one.name for one in node.names)
    elif isinstance(node, ast.ImportFrom):
        base = node.module or ""
        if node.level:
            home = module.path.split("/")[: -node.level]
            base = ".".join([*home, *([base] if base else [])])
        yield from (f"{base}.{one.name}" for one in node.names)


def cycles(imports: Mapping[str, set[str]]) -> list[list[str]]:
    """The sets of more than one module that all reach each other by imports."""
    reach = {name: _reached(name, imports) for name in imports}
    rings = {
        tuple(sorted(other for other in reach[name] if name in reach[other])) for name in imports
    }
    return sorted(list(ring) for ring in rings if len(ring) > 1)


def _reached(name: str, imports: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = set(imports[name])
    while ahead:
        one = ahead.pop()
        if one not in reached:
            reached.add(one)
            ahead |= imports[one]
    return reached


def between_rooms(imports: Mapping[str, set[str]], rooms: Mapping[str, str]) -> dict[str, set[str]]:
    """What each room imports of others, from what its modules import."""
    found: dict[str, set[str]] = {room: set() for room in rooms.values()}
    for name, others in imports.items():
        found[rooms[name]] |= {rooms[other] for other in others} - {rooms[name]}
    return found


def spread(figures: Sequence[int]) -> str:
    """Median / nine in ten / largest."""
    p90 = statistics.quantiles(figures, n=10, method="inclusive")[-1]
    return f"{statistics.median(figures):.0f} / {p90:.0f} / {max(figures)}"


def density(house: Sequence[Module]) -> str:
    """How often `Any` is used in so many lines."""
    used, lines = sum(map(anys, house)), sum(len(module.lines) for module in house)
    return f"{PER * used / lines:.1f}"


def share(of: Iterable[bool]) -> str:
    """How many are true, in percent."""
    flags = list(of)
    return f"{100 * sum(flags) / len(flags):.1f} %"


def of_functions(house: Sequence[Module]) -> Iterator[tuple[str, str]]:
    """The rows about functions."""
    found = [one for module in house for one in functions(module.tree)]
    yield "functions", str(len(found))
    yield "  lines: median / p90 / max", spread([one.lines for one in found])
    yield f"  over {LONG} lines", share(one.lines > LONG for one in found)
    yield f"  over {MANY} positional parameters", share(one.parameters > MANY for one in found)
    yield "  public ones documented", share(one.documented for one in found if one.public)


def of_modules(house: Sequence[Module]) -> Iterator[tuple[str, str]]:
    """The rows about modules and their lines."""
    lengths = [len(module.lines) for module in house if not module.path.endswith("__init__.py")]
    inner = [module for module in house if not module.path.startswith(GATEWAY)]
    yield "modules", str(len(lengths))
    yield "  lines: median / p90 / max", spread(lengths)
    yield f"  lines over {WIDE} columns", share(len(ln) > WIDE for m in house for ln in m.lines)
    yield f"  Any per {PER} lines, no gateway", density(inner)
    yield f"  Any per {PER} lines, with gateway", density(house)


def of_imports(house: Sequence[Module]) -> Iterator[tuple[str, str]]:
    """The rows about rings of imports."""
    known = {module.name for module in house}
    imports = {module.name: imported(module, known) for module in house}
    rooms = between_rooms(imports, {module.name: module.room for module in house})
    for what, rings in (("modules", cycles(imports)), ("rooms", cycles(rooms))):
        yield f"import cycles of {what}", "\n".join([str(len(rings)), *map(" ↔ ".join, rings)])


def played(root: Path) -> Iterator[tuple[str, str]]:
    """The rows that a traced run of the checkout's own desk tells."""
    command = [sys.executable, "-P", str(HERE.with_name("moves.py"))]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    run = subprocess.run(
        command, cwd=root, env=environment, stdout=subprocess.PIPE, text=True, check=True
    )
    for act, (files, moves) in json.loads(run.stdout.splitlines()[-1]).items():
        yield f"{act}: files entered", files
        yield f"{act}: moves between files", moves


def main() -> None:
    """Print the table for the checkout named on the command line."""
    root = Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else CHECKOUT
    house = modules(root)
    table = Table("the house", "measured")
    for row in (*of_functions(house), *of_modules(house), *of_imports(house), *played(root)):
        table.add_row(*row)
    Console().print(table)


if __name__ == "__main__":
    main()
