"""What is in force for documents, before any rule is read."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import planlint
from planlint.settings.policy import Asked, Policy


def test_what_decides_on_findings_changes_with_each_configuration(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    paths = [str(tmp_path / "x.txt"), str(tmp_path / "a" / "y.txt")]
    seen = [Policy(Asked()).settings_of(paths), Policy(Asked(stage="起草")).settings_of(paths)]
    (tmp_path / ".planlint.toml").write_text('stage = "送审"\n', encoding="utf-8")
    seen.append(Policy(Asked()).settings_of(paths))
    (tmp_path / "a" / ".planlint.toml").write_text("", encoding="utf-8")
    seen.append(Policy(Asked()).settings_of(paths))
    assert len({ascii(setting) for setting in seen}) == 4
    assert ascii(Policy(Asked()).settings_of(paths[::-1])) == ascii(seen[-1])


def test_the_files_that_decide_are_named(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text("typos: {}\n", encoding="utf-8")
    (tmp_path / ".planlint.toml").write_text('terms = ["own.yaml"]\n', encoding="utf-8")
    assert Policy(Asked(rules=("more",))).files_of([str(tmp_path / "x.txt")]) == [os.path.abspath("more"), str(tmp_path / "own.yaml")]


def test_documents_with_the_same_settings_share_their_rules(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / ".planlint.toml").write_text('[per-file-ignores]\n"*.md" = ["NUM"]\n', encoding="utf-8")
    policy = Policy(Asked())
    first, other, marked = (policy.rules_for(str(tmp_path / name)) for name in ("x.txt", "a/y.txt", "z.md"))
    assert first is other
    assert {rule.code[:3] for rule in first} - {rule.code[:3] for rule in marked} == {"NUM"}
    assert [rule.code for rule in policy.rules_of_every([str(tmp_path / "z.md"), str(tmp_path / "x.txt")])] == [rule.code for rule in first]


def test_what_is_in_force_is_told_without_the_modules_of_rules() -> None:
    program = "import sys; from planlint.settings.policy import *; p = Policy(Asked()); p.scope_of('x.txt'); p.settings_of(['x.txt']); print(*sys.modules)"
    environment = {**os.environ, "PYTHONPATH": str(Path(planlint.__file__).parent.parent)}
    loaded = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True).stdout.split()
    assert not {"planlint.session", "planlint.settings.selection", "planlint.rulebook", "planlint.engine"} & set(loaded)
