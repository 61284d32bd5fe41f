"""`planlint extract` over many documents: rate, memory, and whether a run that is killed comes to the same rows.

The documents are varied paragraph by paragraph from some that are given, and written once to a folder; with them go a broken one, a huge one, one that
never ends and an archive that is none. A first run is left alone, while the memory of its processes is read; a second one is killed again and again
and goes on, with another number of processes. Both must come to the same rows. `planlint check` runs over the first thousand for comparison: what is
compared is time of the processor, as a machine may have other work.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import planlint
from planlint.records.tables import TABLES

_SAMPLE = 1000
_WAIT = 1.0
_HUGE = 400_000


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", nargs="+", help="files to vary")
    parser.add_argument("--work", required=True, help="folder for documents and tables")
    parser.add_argument("--number", type=int, default=20_000)
    parser.add_argument("--kills", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--share", type=float, default=0.33, help="how much of a given document one of the made ones has")
    arguments = parser.parse_args()
    work = Path(arguments.work)
    folder = varied(arguments.documents, work / "documents", arguments.number, arguments.share)
    print(f"check, {_SAMPLE} documents: {1000 * check(folder):.1f} ms of processor a document")
    whole = run(folder, work / "whole", arguments.jobs)
    print(f"extract, {arguments.number} documents: {1000 * whole:.1f} ms of processor a document")
    killed(folder, work / "killed", arguments.number, arguments.kills, max(arguments.jobs - 1, 1))
    # whether the huge document is done in time depends on what else the machine does
    mine, theirs = digests(work / "whole", "huge.txt"), digests(work / "killed", "huge.txt")
    for table, (number, digest) in mine.items():
        print(f"{table:12} {number:9} rows  {'the same' if theirs[table] == (number, digest) else f'NOT the same: {theirs[table][0]}'}")


def varied(sources: Sequence[str], folder: Path, number: int, share: float) -> Path:
    """A folder with so many documents made from the sources; the same ones each time."""
    if folder.exists():
        return folder
    texts = [planlint.read(path).text.splitlines() for path in sources]
    chance = random.Random(17)
    for at in range(number):
        there = folder / f"{at // 500:03}"
        there.mkdir(parents=True, exist_ok=True)
        text = "".join(f"{line}\n" for line in _varied(chance.choice(texts), chance, share))
        if at % 12 == 5:
            (there / f"{at:06}.html").write_text("<meta charset=utf-8>" + "".join(f"<p>{line}</p>\n" for line in text.splitlines()), encoding="utf-8")
        else:
            (there / f"{at:06}.txt").write_text(text, encoding="utf-8")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7\n" + bytes(range(256)) * 8)
    (folder / "broken.zip").write_bytes(b"PK\x03\x04" + bytes(range(256)))
    (folder / "huge.txt").write_text("一、" + "各地各部门要落实责任，" * _HUGE, encoding="utf-8")
    (folder / "hostile.html").write_text("<div>" * 100_000 + "方案", encoding="utf-8")
    return folder


def _varied(lines: Sequence[str], chance: random.Random, share: float) -> Iterator[str]:
    """A share of a document: paragraphs left out, figures changed, here and there a leftover mark."""
    length = max(int(len(lines) * share), 6)
    start = chance.randrange(max(len(lines) - length, 1))
    yield from lines[:2]
    for line in lines[start : start + length]:
        if chance.random() < 0.1:
            continue
        if chance.random() < 0.3:
            line = "".join(str(chance.randrange(10)) if sign in "123456789" and chance.random() < 0.5 else sign for sign in line)
        if chance.random() < 0.05 and len(line) > 20:
            cut = chance.randrange(len(line))
            line = line[:cut] + "@@" + line[cut:]
        yield line


def check(folder: Path) -> float:
    """The seconds of processor a document that `planlint check` needs."""
    files = sorted(str(path) for path in folder.rglob("0*.*"))[:_SAMPLE]
    words = ["check", "--no-cache", "--jobs", "1", "--output-format", "json-lines", *files]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    with open(os.devnull, "wb") as nothing:
        subprocess.run([sys.executable, "-m", "planlint", *words], stdout=nothing, check=False)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) / len(files)


def run(folder: Path, out: Path, jobs: int) -> float:
    """The seconds of processor a document that `planlint extract` needs; prints the memory of its processes as it goes."""
    shutil.rmtree(out, ignore_errors=True)
    began = time.monotonic()
    process = _started(folder, out, jobs)
    shown = first = 0
    used: dict[int, float] = {}
    while process.poll() is None:
        time.sleep(_WAIT)
        processes = family(process.pid)
        used |= {pid: max(used.get(pid, 0), _processor(pid)) for pid in processes}
        done = written(out)
        if done and not first:
            first = done
            print(f"first rows after {time.monotonic() - began:.1f} s")
        if done >= shown + _SAMPLE:
            shown = done
            sizes = sorted(map(_proportional, processes), reverse=True)
            print(f"{done:7} documents, {time.monotonic() - began:6.0f} s, memory in MB: {sizes}", flush=True)
    return sum(used.values()) / max(written(out), 1)


def killed(folder: Path, out: Path, number: int, kills: int, jobs: int) -> None:
    """A run that is killed some times on its way and then goes on to its end."""
    shutil.rmtree(out, ignore_errors=True)
    for kill in range(1, kills + 1):
        process = _started(folder, out, jobs)
        while process.poll() is None and written(out) < number * kill // (kills + 1):
            time.sleep(_WAIT)
        process.kill()
        process.wait()
        print(f"killed after {written(out)} documents", flush=True)
    _started(folder, out, jobs).wait()


def _started(folder: Path, out: Path, jobs: int) -> subprocess.Popen[bytes]:
    words = ["extract", str(folder), "-o", str(out), "--jobs", str(jobs), "--limit-time", "60", "--isolated", "--quiet"]
    return subprocess.Popen([sys.executable, "-m", "planlint", *words])


def written(out: Path) -> int:
    """How many documents the parts hold that are there."""
    from pyarrow import parquet

    found = 0
    for path in sorted((out / "documents").glob("*.parquet")) if (out / "documents").exists() else ():
        try:
            found += parquet.read_metadata(path).num_rows
        except OSError:
            continue
    return found


def family(first: int) -> set[int]:
    """A process and all below it."""
    parents: dict[int, int] = {}
    for entry in os.listdir("/proc"):
        if entry.isdigit():
            try:
                parents[int(entry)] = int(_status(int(entry))[1])
            except OSError:
                continue
    found = {first}
    while more := {pid for pid, parent in parents.items() if parent in found} - found:
        found |= more
    return found


def _status(pid: int) -> list[str]:
    return Path("/proc", str(pid), "stat").read_text(encoding="utf-8").rpartition(")")[2].split()


def _processor(pid: int) -> float:
    """The seconds that a process has used the processor."""
    try:
        return sum(map(int, _status(pid)[11:13])) / os.sysconf("SC_CLK_TCK")
    except OSError:
        return 0


def _proportional(pid: int) -> int:
    """The memory of a process in MB: what it alone has, and its part of what several share."""
    try:
        lines = Path("/proc", str(pid), "smaps_rollup").read_text(encoding="utf-8").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("Pss:")), 0)


def digests(out: Path, without: str) -> dict[str, tuple[int, str]]:
    """The number of rows of each table, and a digest of them in order; those of one document are left out."""
    from pyarrow import parquet

    documents = parquet.read_table(out / "documents", columns=["document", "path"]).to_pylist()
    left_out = {row["document"] for row in documents if row["path"].endswith(without)}
    found: dict[str, tuple[int, str]] = {}
    for table in TABLES:
        hashes: list[bytes] = []
        for path in (out / table).glob("*.parquet"):
            with parquet.ParquetFile(path) as file:
                for batch in file.iter_batches(4096):
                    hashes += [
                        hashlib.sha256(json.dumps(row, sort_keys=True).encode()).digest() for row in batch.to_pylist() if row["document"] not in left_out
                    ]
        found[table] = (len(hashes), hashlib.sha256(b"".join(sorted(hashes))).hexdigest())
    return found


if __name__ == "__main__":
    main()
