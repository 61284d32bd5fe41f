"""Files that stay as they are are not checked again, and nobody can tell by what is reported."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

import planlint

TEXT = "某市节能工作实施方案\n\n一、总体要求\n各地要抓紧@@落实。。\n（一）推进改造\n（三）推进交通\n"
LIST = '[[ignore]]\nfile = "a.txt"\ncode = "PUN003"\nreason = "原文如此"\n'
NOT_FOR_KNOWN_FILES = {
    "enum",
    "functools",
    "collections",
    "regex._regex",
    "_pickle",
    "planlint.patterns",
    "planlint.engine",
    "planlint.session",
    "planlint.settings.selection",
    "planlint.syntax",
    "planlint.rule",
}
FORMS = ["full", "concise", "grouped", "json", "json-lines", "github", "gitlab", "sarif", "junit", "checkstyle", "rdjson", "rdjsonl", "markdown", "html"]


@pytest.fixture(scope="module")
def ready(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache of rules and patterns in which no file is known."""
    place = tmp_path_factory.mktemp("ready")
    draft = place / "a.txt"
    draft.write_text(TEXT, encoding="utf-8")
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(planlint.__file__).parent.parent),
        "PLANLINT_CACHE_DIR": str(place),
        "PLANLINT_CACHE_KEY": "of the tests",
    }
    subprocess.run([sys.executable, "-m", "planlint", "check", "--isolated", "--exit-zero", str(draft)], capture_output=True, env=environment, check=True)
    return place


@pytest.fixture(autouse=True)
def files(surroundings: None, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, ready: Path) -> None:
    # a cache of its own: planlint asks for the folder once in a process
    own = tmp_path_factory.mktemp("own-cache")
    shutil.copytree(ready, own, dirs_exist_ok=True, ignore=shutil.ignore_patterns("found-*", "a.txt"))
    monkeypatch.setenv("PLANLINT_CACHE_DIR", str(own))
    planlint.keeping.folder.cache_clear()
    for name in ("a.txt", "b.txt", "d/c.md"):
        Path(name).parent.mkdir(exist_ok=True)
        Path(name).write_text(TEXT, encoding="utf-8")


def kept() -> list[Path]:
    """The files of the cache that hold results."""
    folder = planlint.keeping.folder()
    assert folder is not None
    return sorted(Path(folder).glob("found-*"))


@pytest.mark.parametrize("form", FORMS)
def test_a_second_run_says_the_same(run, form: str) -> None:
    fresh = run("check", "--output-format", form, "--no-cache")
    assert "PUN003" in fresh.out
    assert run("check", "--output-format", form) == fresh
    assert run("check", "--output-format", form) == fresh


@pytest.mark.parametrize("words", [(), ("--statistics",), ("--quiet",), ("--lang", "en"), ("--exit-zero",), ("--fail-on", "never"), ("--color", "always")])
def test_options_hold_for_known_files(run, words: tuple[str, ...]) -> None:
    fresh = run("check", *words, "--no-cache")
    run("check")
    assert [run("check", *words), run("check", *words)] == [fresh, fresh]


def test_a_rule_left_out_is_left_out_of_known_files(run) -> None:
    run("check")
    assert "PUN003" not in run("check", "--ignore", "PUN003").out
    assert "PUN003" in run("check").out


def test_a_changed_file_is_checked_again_and_the_others_stay(run) -> None:
    run("check", "--output-format", "concise")
    Path("b.txt").write_text(TEXT.replace("。。", "。"), encoding="utf-8")
    outcome = run("check", "--output-format", "concise")
    assert [line.partition(":")[0] for line in outcome.out.splitlines() if "PUN003" in line] == ["a.txt", "d/c.md"]
    assert outcome == run("check", "--output-format", "concise", "--no-cache")


def test_a_baseline_holds_for_known_files(run) -> None:
    run("check")
    assert run("check", "--baseline", "known.json", "--update-baseline").code == 0
    outcome = run("check", "--baseline", "known.json", "--output-format", "json")
    assert outcome.code == 0
    assert {d["suppressed"]["kind"] for d in json.loads(outcome.out)["diagnostics"]} == {"baseline"}
    assert run("check").code == 1


@pytest.mark.parametrize("form", ["full", "json"])
def test_a_new_list_of_findings_to_let_stand_holds(run, form: str) -> None:
    run("check", "a.txt", "--output-format", form)
    Path(".planlint-ignore.toml").write_text(LIST, encoding="utf-8")
    outcome = run("check", "a.txt", "--output-format", form)
    assert outcome == run("check", "a.txt", "--output-format", form, "--no-cache")
    assert outcome == run("check", "a.txt", "--output-format", form)
    if form == "json":
        assert [d["suppressed"] for d in json.loads(outcome.out)["diagnostics"] if d["code"] == "PUN003"] == [{"kind": "file", "reason": "原文如此"}]


def test_a_new_configuration_holds(run) -> None:
    assert "PUN003" in run("check").out
    Path(".planlint.toml").write_text('ignore = ["PUN003"]\n', encoding="utf-8")
    assert "PUN003" not in run("check").out


def test_a_changed_rule_of_the_users_holds(run) -> None:
    rule = Path(planlint.data.rules_folder(), "PUN").parent
    shipped = next(path for path in rule.rglob("*.yaml") if "code: PUN003" in path.read_text(encoding="utf-8"))
    own = Path("own-marks.yaml")
    own.write_text(shipped.read_text(encoding="utf-8").replace("PUN003", "OWN001").replace(f"name: {shipped.stem}", "name: own-marks"), encoding="utf-8")
    first = run("check", "--rules", "own-marks.yaml")
    assert "OWN001" in first.out, first.err
    own.write_text(own.read_text(encoding="utf-8").replace("OWN001", "OWN002"), encoding="utf-8")
    second = run("check", "--rules", "own-marks.yaml")
    assert "OWN002" in second.out
    assert "OWN001" not in second.out


def test_the_same_text_under_another_name_is_named_so(run) -> None:
    run("check", "a.txt")
    outcome = run("check", "b.txt")
    assert "a.txt" not in outcome.out


def test_a_damaged_cache_is_no_harm(run) -> None:
    fresh = run("check")
    for damage in (lambda content: content[:-3], lambda content: content[:40] + b"\0\1\2" + content[43:], lambda content: b"x" * 50, lambda content: b""):
        for path in kept():
            path.write_bytes(damage(path.read_bytes()))
        assert run("check") == fresh
        assert run("check", "--output-format", "json").code == fresh.code
        assert run("check") == fresh


def test_no_cache_leaves_no_results_behind(run) -> None:
    run("check", "--no-cache")
    assert kept() == []
    run("check")
    assert len(kept()) == 2


def test_a_file_that_can_not_be_read_is_tried_again(run) -> None:
    Path("a.txt").write_bytes(b"\x00\xff\xfe\x00" * 40)
    first = run("check", "a.txt")
    assert "SYS001" in first.out
    assert run("check", "a.txt") == first
    Path("a.txt").unlink()
    Path("a.txt").symlink_to("nowhere")
    assert "SYS001" in run("check", "a.txt").out


def test_known_files_need_no_rules_no_parser_and_no_patterns() -> None:
    program = "import sys; from planlint.cli import main; main(['check']); print(*sys.modules, sep='\\n', file=sys.stderr)"
    packages = f"import sys; sys.path += {[path for path in sys.path if path.endswith('site-packages')]!r}; "
    environment = {**os.environ, "PYTHONPATH": str(Path(planlint.__file__).parent.parent)}
    command = [sys.executable, "-S", "-c", packages + program]
    first, second = (subprocess.run(command, capture_output=True, text=True, env=environment, check=True) for _ in range(2))
    assert first.stdout == second.stdout
    assert set(first.stderr.split()) >= NOT_FOR_KNOWN_FILES
    assert not NOT_FOR_KNOWN_FILES & set(second.stderr.split())


@pytest.mark.parametrize("form", ["full", "json"])
def test_two_processes_say_what_one_says(run_process, form: str) -> None:
    for number in range(30):
        Path(f"n{number:02}.txt").write_text(TEXT.replace("某市", f"第{number}市"), encoding="utf-8")
    Path("n07.txt").write_bytes(b"\x00\xff\xfe\x00" * 40)
    one = run_process("check", "--no-cache", "--jobs", "1", "--output-format", form)
    assert run_process("check", "--no-cache", "-j", "2", "--output-format", form) == one
    assert run_process("check", "--jobs", "3", "--output-format", form) == one
    assert run_process("check", "--jobs", "3", "--output-format", form) == one
    assert len(one.out) > 30 * 300


def test_an_unread_file_is_told_of_by_another_process_too(run_process) -> None:
    Path("b.txt").write_bytes(b"\x00\xff\xfe\x00" * 40)
    one = run_process("check", "--ignore", "SYS001", "--lang", "en", "--no-cache")
    assert "b.txt" in one.err
    assert run_process("check", "--ignore", "SYS001", "--lang", "en", "--no-cache", "--jobs", "2") == one


def test_a_wrong_list_stops_all_processes(run_process) -> None:
    Path("d/.planlint-ignore.toml").write_text("[[ignore]]\n", encoding="utf-8")
    one = run_process("check", "--jobs", "1", "--lang", "en")
    assert (one.code, one.out) == (2, b"")
    assert "entry 1 lacks file" in one.err
    assert run_process("check", "--jobs", "2", "--lang", "en") == one


@pytest.mark.parametrize("number", ["0", "-1", "two", "２", "", "Auto"])
def test_jobs_is_a_number(run, number: str) -> None:
    outcome = run("check", f"--jobs={number}", "--lang", "en")
    assert (outcome.code, outcome.err) == (2, f"error: --jobs takes a whole number above zero, not “{number}”\n")


def test_timing_names_steps_facts_and_rules(run) -> None:
    outcome = run("check", "--timing", "--lang", "en")
    assert outcome.out == run("check", "--lang", "en").out
    names = [line.split("%  ")[1] for line in outcome.err.splitlines()]
    assert {"reading", "parsing", "reporting", "fact document", "PUN003", "start and the rest"} <= set(names)
    assert names[-1] == "all"


def test_watching_checks_again_when_a_file_changes() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(planlint.__file__).parent.parent), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "planlint", "check", "--watch", "--output-format", "concise", "--lang", "en"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None and process.stderr is not None
        assert "waiting for changes" in process.stderr.readline()
        Path("e.txt").write_text(TEXT, encoding="utf-8")
        assert "waiting for changes" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=300)
    assert (process.returncode, err) == (0, "")
    first, second = out.split("Found ")[:2]
    assert "e.txt" not in first
    assert "e.txt:4" in second


def test_watching_minds_registries_and_lists_of_terms() -> None:
    def put(name: str, text: str) -> None:
        Path("draft").write_text(text, encoding="utf-8")
        Path("draft").replace(name)

    Path("e.txt").write_text(
        "青禾县冷库建设实施方案\n（2025年3月5日印发）\n\n一、任务\n\n（一）建设。建设冷库。（县冷链署负责）\n（二）管好。管好冷库。（县冷链署负责）\n",
        encoding="utf-8",
    )
    put("r.yaml", "bodies:\n  - id: lenglian\n    local: 冷链署\n")
    put("t.yaml", "allowed: [冰库]\n")
    Path(".planlint.toml").write_text('registries = ["r.yaml"]\nterms = ["t.yaml"]\nselect = ["AGY004", "TRM003"]\n', encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(Path(planlint.__file__).parent.parent), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "planlint", "check", "e.txt", "--watch", "--output-format", "concise", "--lang", "en"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stderr is not None
        assert "waiting for changes" in process.stderr.readline()
        put("r.yaml", "bodies:\n  - id: lenglian\n    local: 冷链署\n    until: 2019-03\n    successors: 仓储署\n")
        assert "waiting for changes" in process.stderr.readline()
        put("t.yaml", "typos: {冷库: 冰库}\n")
        assert "waiting for changes" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=300)
    first, second, third = out.split(".\n")[:3]
    assert (first.count("AGY"), second.count("AGY"), third.count("AGY")) == (0, 2, 2)
    assert (second.count("TRM"), third.count("TRM") > 0) == (0, True)


def test_standard_input_is_not_watched(run) -> None:
    assert run("check", "-", "--watch", "--lang", "en").err == "error: --watch is not for standard input\n"


def test_what_a_check_of_another_package_finds_is_not_kept(run, monkeypatch: pytest.MonkeyPatch) -> None:
    kind = type(next(rule for rule in planlint.rulebook.store.load_rules() if rule.code == "PUN003").check)
    monkeypatch.setitem(sys.modules, "somebody.checks", sys.modules[kind.__module__])
    monkeypatch.setattr(kind, "__module__", "somebody.checks")
    run("check")
    assert kept() == []


@pytest.mark.parametrize(
    "settings",
    [
        'stage = "印发"\n[stages."印发".rules.PUN003]\nseverity = "info"\n',
        '[profiles.drafts]\npaths = ["d/**"]\nignore = ["PUN003"]\n',
        '[per-file-ignores]\n"a.txt" = ["PUN003"]\n',
        '[rules.PUN003]\nseverity = "info"\n',
        'fail-on = "never"\n',
        'exclude = ["d/"]\n',
    ],
)
@pytest.mark.parametrize("jobs", ["1", "2"])
def test_new_settings_hold_for_known_files(run, settings: str, jobs: str) -> None:
    before = run("check", "--jobs", jobs)
    Path(".planlint.toml").write_text(settings, encoding="utf-8")
    fresh = run("check", "--no-cache")
    assert fresh != before
    assert [run("check", "--jobs", jobs), run("check", "--jobs", jobs)] == [fresh, fresh]


def test_files_fail_by_their_own_settings_when_known(run) -> None:
    Path("d/.planlint.toml").write_text('fail-on = "never"\n', encoding="utf-8")
    assert [run("check", "d").code, run("check", "d").code] == [0, 0]
    assert [run("check").code, run("check").code] == [1, 1]


def test_watching_minds_the_configuration() -> None:
    environment = {**os.environ, "PYTHONPATH": str(Path(planlint.__file__).parent.parent), "PYTHONUNBUFFERED": "1"}
    command = [sys.executable, "-m", "planlint", "check", "--watch", "--output-format", "concise", "--lang", "en"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None and process.stderr is not None
        assert "waiting for changes" in process.stderr.readline()
        Path(".planlint.toml").write_text("ignored = []\n", encoding="utf-8")
        assert ".planlint.toml:1" in process.stderr.readline()
        assert "waiting for changes" in process.stderr.readline()
        Path(".planlint.toml").write_text('extends = "base.toml"\n', encoding="utf-8")
        Path("base.toml").write_text("[per-file-ignores]\n", encoding="utf-8")
        line = process.stderr.readline()
        while "waiting for changes" not in line:
            line = process.stderr.readline()
        Path("base.toml").write_text('ignore = ["PUN003"]\n', encoding="utf-8")
        assert "waiting for changes" in process.stderr.readline()
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=300)
    assert "PUN003" in out
    assert "PUN003" not in out.rpartition("Found ")[0].rpartition("Found ")[2]


def test_of_files_that_are_the_same_one_is_checked(run, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    parse = planlint.syntax.read
    monkeypatch.setattr(planlint.syntax, "read", lambda source: (read.append(source.name), parse(source))[1])
    found = run("check", "--output-format", "concise", "--jobs", "1").out
    assert read == ["a.txt", "d/c.md"]
    assert found == run("check", "--output-format", "concise", "--no-cache").out


def test_a_file_that_is_moved_is_known(run, monkeypatch: pytest.MonkeyPatch) -> None:
    run("check", "a.txt", "--output-format", "json")
    Path("a.txt").rename("e.txt")
    monkeypatch.setattr(planlint.syntax, "read", None)
    assert [d["path"] for d in json.loads(run("check", "e.txt", "--output-format", "json").out)["diagnostics"]][:1] == ["e.txt"]


def test_files_that_are_the_same_have_lists_of_their_own(run) -> None:
    Path(".planlint-ignore.toml").write_text(LIST, encoding="utf-8")
    found = run("check", "a.txt", "b.txt", "--output-format", "concise").out
    assert "b.txt:4" in found and "PUN003" in found
    assert [line.partition(":")[0] for line in found.splitlines() if "PUN003" in line] == ["b.txt"]


@pytest.mark.parametrize("form", ["full", "concise", "grouped", "json", "sarif"])
def test_an_order_that_is_asked_for_holds_in_every_form_and_for_known_files(run, form: str) -> None:
    Path("sorted.txt").write_text("某市方案\n\n一、要求\n各地要抓紧,落实。\n二、任务\n各地要@@抓紧。\n", encoding="utf-8")
    words = ("check", "sorted.txt", "--select", "TXT001,PUN001", "--output-format", form)
    for order, first, last in (("place", "PUN001", "TXT001"), ("importance", "TXT001", "PUN001")):
        out = run(*words, "--sort", order).out
        results = out.partition('"results"')[2] or out
        assert results.index(first) < results.index(last)
        assert run(*words, "--sort", order).out == out
    assert run(*words).out == run(*words, "--sort", "place").out
