"""`--diff`: what the repairs would change."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from planlint.cli.check.fix import say_read_only
from planlint.cli.check.run import Ending, Run
from planlint.cli.check.spread import watched
from planlint.cli.line.description import Help
from planlint.cli.outputs import give_difference
from planlint.session import Repair


def show(run: Run, files: Sequence[str]) -> Ending:
    """Print the differences that repairs would make; there being one, or a file that can't be read, makes the run fail. Raises UserError."""
    raw = run.raw()
    found, repaired = False, 0
    for path in watched(run, files, len(files)):
        repair = run.session.fix(path, raw, unsafe=run.call.unsafe_fixes)
        if not isinstance(repair, Repair):
            if repair.facts is not None:
                say_read_only(run, path)
                continue
            run.say_unread()
            found = True
        elif repair.changed:
            _show(repair, run.call.color)
            found = True
            repaired += sum(repair.counts.values())
    return Ending(found, (Help(f"将修复 {repaired} 处", f"would fix {repaired}"),) if repaired else ())


def _show(repair: Repair, color: str) -> None:
    from planlint.findings.fixer import difference

    give_difference(difference(repair.before, repair.result.source.text), sys.stdout, color=color)
