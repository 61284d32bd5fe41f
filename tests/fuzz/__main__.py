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
from collections.abc import Iterable
from multiprocessing import Pool
from random import Random

from fuzz.containers import packed
from fuzz.grammar import text
from fuzz.laws import FORMATS, Breach, hold

_SECONDS = 20
_MEGABYTES = 500
_CHUNK = 200


def main() -> int:
    """Run as many documents as asked for; 1 where one of them breaks a law."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--number", type=int, default=10_000)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--seed", type=int, help="make this document alone and print it")
    given = parser.parse_args()
    if given.seed is not None:
        return _alone(given.seed)
    chunks = [range(at, min(at + _CHUNK, given.first + given.number)) for at in range(given.first, given.first + given.number, _CHUNK)]
    formats: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    memory = 0
    with Pool(given.jobs) as pool:
        for made, breaches, most in pool.imap_unordered(_run, chunks):
            formats.update(made)
            memory = max(memory, most)
            for seed, said in breaches:
                kinds[said.split(":")[0]] += 1
                print(f"seed {seed}: {said}", flush=True)
    print(f"{formats.total()} documents ({dict(formats)}), at most {memory} MB, breaches: {dict(kinds) or 'none'}")
    return 1 if kinds or memory > _MEGABYTES else 0


def _run(seeds: Iterable[int]) -> tuple[list[str], list[tuple[int, str]], int]:
    signal.signal(signal.SIGPROF, _late)
    formats, breaches = [], []
    for seed in seeds:
        signal.setitimer(signal.ITIMER_PROF, _SECONDS)
        try:
            formats.append(hold(seed))
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


def _alone(seed: int) -> int:
    rng = Random(seed)
    format = rng.choice(FORMATS)
    made = text(rng)
    print(f"{format}\n{made}\n{'-' * 60}")
    packed(rng, made, format)
    hold(seed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
