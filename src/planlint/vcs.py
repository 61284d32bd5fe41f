"""What has changed since a revision, as git tells it by its command."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

from planlint.messages import UserError
from planlint.record import Record


class Before(Record):
    """A file as it was: its path then, absolute, and its bytes."""

    path: str
    raw: bytes


class NoRevision(UserError):
    """git can't tell what has changed since a revision."""


def changes_since(revision: str, files: Sequence[str]) -> dict[str, Before | None]:
    """Those files that have changed since a revision, or since the branch left it, as they were; None for one that is new altogether.

    Files that git does not know or that lie outside of any repository are new. Renamed ones are followed. Raises NoRevision.
    """
    folders = {path: _root(os.path.dirname(os.path.realpath(path))) for path in files}
    roots = dict.fromkeys(root for root in folders.values() if root is not None)
    here = _root(os.getcwd())
    if not roots and here is None:
        raise NoRevision("--changed-since 只用于 git 仓库之内，此处不是", "--changed-since needs a git repository, and there is none here")
    if here is not None and not roots:
        _commit(here, revision)
    changed = {root: _changes(root, _commit(root, revision)) for root in roots}
    found: dict[str, Before | None] = {}
    for path, root in folders.items():
        real = os.path.realpath(path)
        if root is None:
            found[path] = None
        elif real not in changed[root].tracked or real in changed[root].changed:
            found[path] = changed[root].changed.get(real) if real in changed[root].tracked else None
    return found


class _Changes(Record):
    """The files of a repository that git knows, and those that have changed; all paths absolute."""

    tracked: frozenset[str]
    changed: dict[str, Before | None]


def unchanged_lines(before: Sequence[str], now: Sequence[str]) -> dict[int, int]:
    """The lines that are as they were: the number of each now, and its number then, both from 0."""
    from difflib import SequenceMatcher

    shortest = min(len(before), len(now))
    head = next((at for at in range(shortest) if before[at] != now[at]), shortest)
    tail = next((at for at in range(shortest - head) if before[-1 - at] != now[-1 - at]), shortest - head)
    same = {at: at for at in range(head)}
    same |= {len(now) - 1 - at: len(before) - 1 - at for at in range(tail)}
    matcher = SequenceMatcher(None, before[head : len(before) - tail], now[head : len(now) - tail])
    for then, at, size in matcher.get_matching_blocks():
        same |= {head + at + number: head + then + number for number in range(size)}
    return same


def _root(folder: str) -> str | None:
    """The top of the repository that a folder lies in."""
    while not os.path.lexists(os.path.join(folder, ".git")):
        above = os.path.dirname(folder)
        if above == folder:
            return None
        folder = above
    return folder


def _commit(root: str, revision: str) -> str:
    """The commit to compare with: the one at which this branch left the revision, or the revision itself where they never met."""
    found = _git(root, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") if revision and not revision.startswith("-") else None
    shallow = (_git(root, "rev-parse", "--is-shallow-repository") or b"").strip() == b"true"
    if found is None:
        # a repository that git refuses to read says so here
        _checked(root, "rev-parse", "--git-dir")
        zh, en = f"没有“{revision}”这个版本（{root}）", f"there is no revision “{revision}” in {root}"
        raise _out_of_reach(root, revision, zh, en) if shallow and revision.strip("-") else NoRevision(zh, en)
    commit = found.decode().strip()
    base = _git(root, "merge-base", commit, "HEAD")
    if base is not None and base.strip():
        return base.decode().split()[0]
    if shallow:
        zh, en = f"找不到“{revision}”与当前版本的分叉处", f"“{revision}” and HEAD part where this clone does not reach to"
        raise _out_of_reach(root, revision, zh, en)
    return commit


def _out_of_reach(root: str, revision: str, zh: str, en: str) -> NoRevision:
    """What is wrong, with the words that fetch what a shallow clone lacks."""
    wanted, then = _to_fetch(root, revision)
    command = " ".join(("git", "fetch", "--deepen=100", *wanted))
    zh += f"；这是浅克隆，先执行 {command}" + (f"，再用 {then}" if then else "") + "；还不够时，以 --unshallow 代替 --deepen=100"
    en += f"; this is a shallow clone, first run {command}" + (f" and use {then}" if then else "") + "; if that is not enough, --unshallow for --deepen=100"
    return NoRevision(zh, en)


def _to_fetch(root: str, revision: str) -> tuple[list[str], str]:
    """What to name to git so that a revision comes with what it has in common with HEAD, and what to compare with then where its name is not kept."""
    from shlex import quote

    number = revision.strip("0123456789abcdef") == ""
    if revision in ("HEAD", "@") or any(mark in revision for mark in "~^:{") or (number and 7 <= len(revision) < 40):
        return [], ""
    if number and len(revision) >= 40:
        return ["origin", revision], ""
    remote, slash, branch = revision.partition("/")
    if slash and remote in (_git(root, "remote") or b"").decode("utf-8", "replace").split():
        # a shallow clone follows one branch of the remote: another that is fetched by its name alone gets no name here
        return [quote(remote), quote(f"+{branch}:refs/remotes/{remote}/{branch}")], ""
    return ["origin", quote(revision)], "--changed-since FETCH_HEAD"


def _changes(root: str, commit: str) -> _Changes:
    tracked = frozenset(_paths(root, _checked(root, "ls-files", "-z")))
    told = _checked(root, "diff", "--raw", "-z", "-M", "--no-abbrev", "--no-ext-diff", "--no-relative", "--ignore-submodules=all", commit, "--")
    entries = list(_entries(told))
    contents = _contents(root, [entry.content for entry in entries])
    changed: dict[str, Before | None] = {}
    for entry in entries:
        raw = contents.get(entry.content)
        now, then = _path(root, entry.now), _path(root, entry.then)
        changed[now] = Before(then, raw) if raw is not None else None
    return _Changes(tracked, changed)


class _Entry(Record):
    """A line of `git diff --raw`: the hash of what there was, and the two paths, which differ for a renamed file."""

    content: bytes
    then: bytes
    now: bytes


def _entries(told: bytes) -> Iterator[_Entry]:
    fields = iter(told.split(b"\0"))
    for head in fields:
        if not head.startswith(b":"):
            continue
        _, _, content, _, status = head.split()
        then = next(fields)
        now = next(fields) if status[:1] in b"RC" else then
        yield _Entry(content, then, now)


def _contents(root: str, hashes: Sequence[bytes]) -> dict[bytes, bytes]:
    """The bytes that hashes stand for; a hash of zeros, as a new file has, stands for none."""
    wanted = [name for name in dict.fromkeys(hashes) if name.strip(b"0")]
    if not wanted:
        return {}
    told = _checked(root, "cat-file", "--batch", given=b"\n".join(wanted) + b"\n")
    found: dict[bytes, bytes] = {}
    at = 0
    while at < len(told):
        stop = told.index(b"\n", at)
        name, *rest = told[at:stop].split()
        at = stop + 1
        if len(rest) == 2:
            size = int(rest[1])
            if rest[0] == b"blob":
                found[name] = told[at : at + size]
            at += size + 1
    return found


def _paths(root: str, told: bytes) -> Iterator[str]:
    return (_path(root, name) for name in told.split(b"\0") if name)


def _path(root: str, name: bytes) -> str:
    return os.path.join(root, os.fsdecode(name).replace("/", os.sep))


def _git(root: str, *words: str, given: bytes = b"") -> bytes | None:
    """What git prints; None where it fails."""
    code, out, _ = _run(root, words, given)
    return out if code == 0 else None


def _checked(root: str, *words: str, given: bytes = b"") -> bytes:
    """What git prints. Raises NoRevision with what it says where it fails."""
    code, out, said = _run(root, words, given)
    if code:
        reason = said.decode("utf-8", "replace").strip() or f"exit {code}"
        raise NoRevision(f"git {words[0]} 出错：{reason}", f"git {words[0]} failed: {reason}")
    return out


def _run(root: str, words: Sequence[str], given: bytes) -> tuple[int, bytes, bytes]:
    import subprocess

    # inside of a hook git points to the repository of the hook, which need not be the one asked about
    environment = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    try:
        done = subprocess.run(("git", "-C", root, *words), input=given, capture_output=True, env=environment, check=False)
    except FileNotFoundError:
        raise NoRevision("没有找到 git 命令", "there is no git command") from None
    except ValueError:
        raise NoRevision("版本名里有不可用的字符", "the revision has a character that no name has") from None
    return done.returncode, done.stdout, done.stderr


_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_COMMON_DIR", "GIT_OBJECT_DIRECTORY", "GIT_NAMESPACE")
