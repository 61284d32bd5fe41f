"""`planlint tasks`: who answers for what, and by when."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planlint.cli.listings.bodies import Bodies
from planlint.cli.listings.matrix import Matrix
from planlint.cli.listings.pieces import Piece, give, one_after_another, piece_of
from planlint.cli.listings.records import Destination, Look
from planlint.cli.listings.tasks_of import headings, tasks_of
from planlint.cli.outputs import BadOutput
from planlint.facts.agencies.registry import registry
from planlint.record import Record
from planlint.syntax.nodes import Plan
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from planlint.settings.config import Config


class Tasks(Record):
    """The values of one call of `planlint tasks`."""

    files: tuple[str, ...]
    matrix: bool
    by: str | None
    output_format: str | None
    output_file: str | None
    stdin_filename: str | None
    format: str | None
    encoding: str | None
    lang: str | None
    color: str
    jobs: str | None
    config: str | None
    isolated: bool

    def run(self) -> int:
        """List the tasks; 0, or 2 when a file can't be read or written or the call makes no sense."""
        return give(self, self._kind)

    def _kind(self, config: Config, goal: Destination) -> List | Matrix | Bodies:
        if self.matrix and goal.format == "json":
            raise BadOutput("--matrix 不能与 json 格式同用", "--matrix can't be used with json")
        if self.matrix and self.by is not None:
            raise BadOutput("--matrix 不能与 --by 同用", "--matrix can't be used with --by")
        # what is wrong with a registry is said before a file is read
        registry(config.registries)
        if self.by is not None:
            return Bodies(config.registries)
        return Matrix(config.registries) if self.matrix else List(config.registries)


class List(Record):
    """The tasks of some files, one a row; for people a table for each file."""

    registries: tuple[str, ...]

    def piece(self, path: str, plan: Plan, look: Look) -> Piece:
        """The tasks of a file."""
        return piece_of(tasks_of(path, plan, registry(self.registries)), look)

    def written(self, pieces: Iterable[Piece], look: Look) -> Iterator[str | bytes]:
        """Those of all files, by schema planlint/tasks@2 for programs."""
        return one_after_another(pieces, look, "planlint/tasks@2", "tasks", headings(look.language))
