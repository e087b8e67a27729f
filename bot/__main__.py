"""The command line of the desk: `destek …`, or `python -m bot …` in a checkout."""

from typing import Annotated

import typer

from bot import __version__
from bot.commands import content, database, desk, init, lab

app = typer.Typer(
    add_completion=False, no_args_is_help=True, pretty_exceptions_enable=False, help=__doc__
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"destek {__version__}")
        raise typer.Exit


@app.callback()
def _every_command(
    _: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="The version.")
    ] = False,
) -> None:
    """The command line of the desk: `destek …`, or `python -m bot …` in a checkout."""


for command in (
    *(desk.run, desk.playground, desk.doctor, desk.talk),
    *(init.init, content.check, content.ask, content.preview),
    *(database.migrate, database.backup, database.restore, database.retry, database.stats),
    *(lab.evaluate, lab.learn),
):
    app.command()(command)

if __name__ == "__main__":
    app()
