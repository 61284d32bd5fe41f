"""A kind of check of another package, installed as any package is and used from the command line."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import planlint

_EXAMPLE = Path(__file__).resolve().parent.parent / "fixtures" / "plugin"
_TEXT = "一、工作要求\n各县区于2026年2月28日前报送，于2026年2月14日前公示。\n二、其他事项\n另行通知。\n"


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the example package, built from its source."""
    source = shutil.copytree(_EXAMPLE, tmp_path_factory.mktemp("source") / "plugin")
    folder = tmp_path_factory.mktemp("installed")
    words = ["install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--target", str(folder), str(source)]
    done = subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return folder


def call(*words: str, folder: Path | None, stdin: str = "") -> tuple[int, str, str]:
    """Exit code, output and errors of planlint with the packages of a folder installed."""
    paths = [str(Path(planlint.__file__).parent.parent), *([str(folder)] if folder is not None else [])]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(paths), "PYTHONUTF8": "1"}
    done = subprocess.run([sys.executable, "-m", "planlint", *words], input=stdin, capture_output=True, encoding="utf-8", env=environment)
    return done.returncode, done.stdout, done.stderr


def test_its_rule_holds_on_its_examples(installed: Path) -> None:
    assert call("rules", "test", str(_EXAMPLE / "rules"), "--lang", "en", folder=installed) == (0, "", "rules: 1, examples: 2, wrong: 0\n")


def test_its_findings_are_reported_with_the_others(installed: Path) -> None:
    words = ["check", "-", "--isolated", "--rules", str(_EXAMPLE / "rules"), "--output-format", "concise", "--lang", "en", "--quiet"]
    assert call(*words, folder=installed, stdin=_TEXT) == (0, "-:2:5: OWN001 2026年2月28日 is a day off (周六)\n", "")


def test_its_parameters_are_set_as_any_others(installed: Path, tmp_path: Path) -> None:
    settings = tmp_path / ".planlint.toml"
    settings.write_text(f'rule-files = ["{(_EXAMPLE / "rules").as_posix()}"]\n[rules.OWN001]\nseverity = "error"\nwith = {{ worked = [] }}\n', encoding="utf-8")
    code, out, _ = call("check", "-", "--config", str(settings), "--output-format", "concise", "--quiet", folder=installed, stdin=_TEXT)
    assert (code, out.count("OWN001")) == (1, 2)


def test_without_the_package_the_rule_says_what_it_lacks() -> None:
    code, out, err = call("rules", "test", str(_EXAMPLE / "rules"), "--lang", "en", folder=None)
    path = _EXAMPLE / "rules" / "weekend-deadline.yaml"
    assert (code, out) == (2, "")
    assert err == f"{path}:6:8: there is no kind of check “weekend-deadline”; one of another package must be installed first\n"


def test_a_name_that_is_nearly_that_of_an_installed_kind_is_told_so(installed: Path, tmp_path: Path) -> None:
    rule = tmp_path / "weekend-deadline.yaml"
    rule.write_text((_EXAMPLE / "rules" / rule.name).read_text(encoding="utf-8").replace("check: weekend", "check: weekends"), encoding="utf-8")
    code, _, err = call("rules", "test", str(rule), "--lang", "en", folder=installed)
    assert code == 2
    assert "“weekends-deadline”; did you mean “weekend-deadline”?" in err


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (("import datetime", "import datetimes"), "ModuleNotFoundError: No module named 'datetimes'"),
        (('_NAMES = ("', '_NAMES = 1 / 0, ("'), "ZeroDivisionError: division by zero"),
        (("    def not_applicable", "    def no_longer_applicable"), "planlint_working_days:WeekendDeadlineCheck has no not_applicable"),
    ],
)
def test_a_package_that_is_broken_is_named(installed: Path, tmp_path: Path, change: tuple[str, str], reason: str) -> None:
    broken = shutil.copytree(installed, tmp_path / "broken")
    module = broken / "planlint_working_days" / "__init__.py"
    written = module.read_text(encoding="utf-8")
    assert change[0] in written
    module.write_text(written.replace(*change), encoding="utf-8")
    code, out, err = call("check", "-", "--isolated", "--rules", str(_EXAMPLE / "rules"), "--lang", "en", folder=broken, stdin=_TEXT)
    assert (code, out) == (2, "")
    assert err.endswith(f":6:8: the check “weekend-deadline” of the package planlint-working-days can't be loaded: {reason}\n")


def test_the_schema_for_editors_knows_it(installed: Path) -> None:
    assert '"weekend-deadline"' in call("rules", "schema", folder=installed)[1]
    assert '"weekend-deadline"' not in call("rules", "schema", folder=None)[1]
