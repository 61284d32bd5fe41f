"""A package with a kind of check of its own: installed, used by rules through the command line, and told of where it can't be used."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import planlint

_EXAMPLE = Path(__file__).resolve().parent.parent / "fixtures" / "plugin"
_RULES = str(_EXAMPLE / "rules")
_NOTICE = "关于印发《云溪市地名管理实施方案》的通知\n{salutation}现将方案印发给你们，请认真贯彻执行。\n云溪市人民政府\n2024年5月6日\n"
_NOTICE += "云溪市地名管理实施方案\n一、总体要求\n坚持统筹。\n"
_BROKEN = {
    "pyproject.toml": """\
[build-system]
requires = ["hatchling"]
build-backend = "hatchling.build"

[project]
name = "planlint-broken"
version = "2.5"

[project.entry-points."planlint.checks"]
broken = "planlint_broken:Check"

[tool.hatch.build.targets.wheel]
only-include = ["planlint_broken.py"]
""",
    "planlint_broken.py": "raise RuntimeError('no word list')\n",
}


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the example as pip installs it."""
    return _install(_EXAMPLE, tmp_path_factory.mktemp("example"))


@pytest.fixture
def notice(tmp_path: Path) -> Path:
    path = tmp_path / "notice.txt"
    path.write_text(_NOTICE.format(salutation=""), encoding="utf-8")
    return path


def test_the_rules_of_the_example_hold_on_their_examples(installed: Path, tmp_path: Path) -> None:
    assert _planlint("rules", "test", _RULES, folder=tmp_path, path=installed) == (0, "", "试运行 2 条规则的 5 个例子，不符 0 处\n")


def test_a_rule_with_the_kind_of_a_package_reports(installed: Path, notice: Path) -> None:
    words = ("check", notice.name, "--rules", _RULES, "--select", "NTC", "--output-format", "concise")
    code, out, _ = _planlint(*words, folder=notice.parent, path=installed)
    assert code == 1
    assert out.splitlines()[0] == "notice.txt:1:1: NTC001 “关于印发《云溪市地名管理实施方案》的通知”没有写主送机关"


def test_a_rule_with_the_kind_of_a_package_repairs_on_several_cores(installed: Path, notice: Path) -> None:
    for number in range(4):
        (notice.parent / f"{number}.txt").write_text(_NOTICE.format(salutation="　　各县（市、区）人民政府：\n"), encoding="utf-8")
    words = ("check", ".", "--rules", _RULES, "--select", "NTC002", "--fix", "--jobs", "2", "--fail-on", "info")
    assert _planlint(*words, folder=notice.parent, path=installed)[0] == 0
    for number in range(4):
        assert (notice.parent / f"{number}.txt").read_text(encoding="utf-8") == _NOTICE.format(salutation="各县（市、区）人民政府：\n")


def test_the_page_and_the_schema_tell_of_the_parameters_of_a_package(installed: Path, tmp_path: Path) -> None:
    page = _planlint("rules", "show", "NTC001", "--rules", _RULES, folder=tmp_path, path=installed)[1]
    assert "- 检查：`salutation`\n" in page
    assert '- `marks`：主送机关末尾的标点；文字；默认 `"：:"`\n' in page
    schema = json.loads(_planlint("rules", "schema", folder=tmp_path, path=installed)[1])
    assert "salutation" in schema["properties"]["check"]["enum"]


def test_a_configuration_sets_a_parameter_of_a_package(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(_NOTICE.format(salutation="各县（市、区）人民政府：\n"), encoding="utf-8")
    settings = f'rule-files = [{json.dumps(_RULES)}]\nselect = ["NTC001"]\n[rules.NTC001]\nwith = {{ marks = "；" }}\n'
    (tmp_path / ".planlint.toml").write_text(settings, encoding="utf-8")
    code, out, _ = _planlint("check", "a.txt", "--output-format", "concise", folder=tmp_path, path=installed)
    assert (code, out.split(" ")[1]) == (1, "NTC001")


def test_a_kind_that_is_not_installed_is_told_with_its_place(notice: Path) -> None:
    own = notice.parent / "own"
    own.mkdir()
    rule = own / "missing-salutation.yaml"
    written = (_EXAMPLE / "rules" / "missing-salutation.yaml").read_text(encoding="utf-8")
    rule.write_text(written.replace("check: salutation", "check: zhusong"), encoding="utf-8")
    code, out, err = _planlint("check", notice.name, "--rules", "own", folder=notice.parent)
    assert (code, out) == (2, "")
    assert err == f"{rule}:5:8: 没有“zhusong”这种检查；已装的软件包没有另外提供检查（入口点组planlint.checks）\n"


def test_the_kinds_that_are_installed_are_named(installed: Path, notice: Path) -> None:
    own = notice.parent / "own"
    own.mkdir()
    rule = own / "missing-salutation.yaml"
    written = (_EXAMPLE / "rules" / "missing-salutation.yaml").read_text(encoding="utf-8")
    rule.write_text(written.replace("check: salutation", "check: salutaton"), encoding="utf-8")
    code, out, err = _planlint("check", notice.name, "--rules", "own", "--lang", "en", folder=notice.parent, path=installed)
    assert (code, out) == (2, "")
    told = "there is no kind of check “salutaton”; did you mean “salutation”? installed packages also offer salutation (planlint-salutation 0.1.0)"
    assert err == f"{rule}:5:8: {told}\n"


def test_a_package_that_raises_when_it_is_imported_is_told_by_name(notice: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    source = tmp_path_factory.mktemp("source")
    for name, text in _BROKEN.items():
        (source / name).write_text(text, encoding="utf-8")
    broken = _install(source, tmp_path_factory.mktemp("broken"))
    own = notice.parent / "missing-salutation.yaml"
    written = (_EXAMPLE / "rules" / "missing-salutation.yaml").read_text(encoding="utf-8")
    own.write_text(written.replace("check: salutation", "check: broken"), encoding="utf-8")
    code, out, err = _planlint("check", notice.name, "--rules", own.name, folder=notice.parent, path=broken)
    assert (code, out) == (2, "")
    assert err == f"{own}:5:8: 软件包 planlint-broken 2.5 的检查“broken”（planlint_broken:Check）装载不了：RuntimeError: no word list\n"
    schema = _planlint("rules", "schema", folder=notice.parent, path=broken)
    assert (schema[0], schema[1]) == (2, "")
    assert "planlint-broken 2.5" in schema[2]
    assert _planlint("check", notice.name, "--exit-zero", "--quiet", folder=notice.parent, path=broken)[0] == 0


def _install(package: Path, folder: Path) -> Path:
    """A folder that pip has installed a package into; it is built from a copy, by the backend that planlint itself is built with."""
    pytest.importorskip("hatchling", reason="the package is built with hatchling, which comes with planlint[dev]")
    copy = folder / "source"
    shutil.copytree(package, copy, ignore=shutil.ignore_patterns("__pycache__"))
    words = ["install", "--quiet", "--no-deps", "--no-index", "--no-build-isolation", "--no-compile", "--target", str(folder / "site"), str(copy)]
    done = subprocess.run([sys.executable, "-m", "pip", *words], capture_output=True, encoding="utf-8", check=False, timeout=300)
    assert done.returncode == 0, done.stderr
    return folder / "site"


def _planlint(*words: str, folder: Path, path: Path | None = None) -> tuple[int, str, str]:
    """Exit code, output and messages of planlint in a folder, with the packages of another one at hand."""
    ours = os.path.dirname(os.path.dirname(planlint.__file__))
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PLANLINT_", "LC_", "LANG", "GITHUB_"))}
    environment |= {
        "PYTHONPATH": os.pathsep.join([str(path), ours] if path is not None else [ours]),
        "PLANLINT_CACHE_DIR": str(folder / ".cache"),
        "PYTHONIOENCODING": "utf-8",
    }
    call = [sys.executable, "-P", "-m", "planlint", *words]
    done = subprocess.run(call, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False, timeout=600)
    return done.returncode, done.stdout, done.stderr
