"""The long run, by hand: `PYTHONPATH=tests python -m fuzz --number 100000 --jobs 2`.

Each document is its seed; a breach is printed with it, and `--seed N` makes it again and prints the text. A document may take 20 seconds
and a process 500 MB: what takes more is a breach too.
"""

from __future__ import annotations

import argparse
import resource
import signal
import sys
import traceback
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing import Pool
from pathlib import Path
from random import Random

from fuzz.containers import packed
from fuzz.grammar import piece, text
from fuzz.laws import FORMATS, Breach, hold
from planlint.formats.reading import Unreadable, read

_SECONDS = 20
_MEGABYTES = 500
_CHUNK = 200
_SUFFIXES = frozenset({".txt", ".md", ".html", ".docx", ".pdf"})


def main() -> int:
    """Run as many documents as asked for; 1 where one of them breaks a law."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--folder", help="damage the files of this folder instead of texts by grammar")
    parser.add_argument("--seed", type=int, help="make this document alone and print it")
    given = parser.parse_args()
    texts = _texts(given.folder) if given.folder else []
    if given.seed is not None:
        return _alone(given.seed, texts)
    chunks = [range(at, min(at + _CHUNK, given.first + given.number)) for at in range(given.first, given.first + given.number, _CHUNK)]
    formats: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    memory = 0
    with Pool(given.jobs) as pool:
        for made, breaches, most in pool.imap_unordered(partial(_run, texts), chunks):
            formats.update(made)
            memory = max(memory, most)
            for seed, said in breaches:
                kinds[said.split(":")[0]] += 1
                print(f"seed {seed}: {said}", flush=True)
    print(f"{formats.total()} documents ({dict(formats)}), at most {memory} MB, breaches: {dict(kinds) or 'none'}")
    return 1 if kinds or memory > _MEGABYTES else 0


def _texts(folder: str) -> list[str]:
    """The texts of the files that can be read in a folder and those below it."""
    texts = []
    for path in sorted(path for path in Path(folder).rglob("*") if path.suffix in _SUFFIXES):
        with suppress(Unreadable):
            texts.append(read(str(path), path.read_bytes()).text)
    return texts


def _run(texts: Sequence[str], seeds: Iterable[int]) -> tuple[list[str], list[tuple[int, str]], int]:
    signal.signal(signal.SIGPROF, _late)
    formats, breaches = [], []
    for seed in seeds:
        signal.setitimer(signal.ITIMER_PROF, _SECONDS)
        try:
            formats.append(hold(seed, texts))
        except Breach as breach:
            breaches.append((seed, str(breach)))
        except Exception as error:
            frame = traceback.extract_tb(sys.exc_info()[2])[-1]
            breaches.append((seed, f"crash: {type(error).__name__}: {error} at {frame.filename.rpartition('/')[2]}:{frame.lineno}"))
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
    return formats, breaches, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _late(*_: object) -> None:
    raise Breach(f"time: over {_SECONDS} seconds")


def _alone(seed: int, texts: Sequence[str]) -> int:
    rng = Random(seed)
    format = rng.choice(FORMATS)
    made = piece(rng, texts) if texts else text(rng)
    print(f"{format}\n{made}\n{'-' * 60}")
    packed(rng, made, format)
    hold(seed, texts)
    return 0


if __name__ == "__main__":
    sys.exit(main())
