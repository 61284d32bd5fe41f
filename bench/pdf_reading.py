"""How long planlint takes to read PDF files, in times of what pdfium takes to extract their text; the two run in turns.

    python bench/pdf_reading.py FILE_OR_FOLDER… [--rounds 7] [--least-pages 0]

Garbage is collected as seldom as the command line does it.
"""

from __future__ import annotations

import argparse
import gc
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from statistics import median
from time import process_time

import pypdfium2

from planlint.formats.pdf import read
from planlint.formats.unreadable import Unreadable


def main() -> None:
    """Print a line for each file: pages, what pdfium takes, the ratio of medians, and that of the fastest rounds."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--least-pages", type=int, default=0)
    asked = parser.parse_args()
    gc.set_threshold(50_000, 20, 20)
    print(f"{'pages':>5} {'pdfium':>9} {'median':>7} {'fastest':>7}")
    for path in _files(asked.paths):
        raw = path.read_bytes()
        try:
            read(raw, path.name)
            pages = _extract(raw)
        except (Unreadable, pypdfium2.PdfiumError) as error:
            print(f"{path.name}: {error}")
            continue
        if pages < asked.least_pages:
            continue
        rounds = [(_taken(partial(_extract, raw)), _taken(partial(read, raw, path.name))) for _ in range(asked.rounds)]
        own, ours = [one for one, _ in rounds], [other for _, other in rounds]
        print(f"{pages:5} {median(own) * 1000:6.1f} ms {median(ours) / median(own):7.2f} {min(ours) / min(own):7.2f}  {path.name}")


def _files(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        yield from sorted(path.glob("*.pdf")) if path.is_dir() else [path]


def _extract(raw: bytes) -> int:
    """Read the text of every page as pdfium gives it; what comes back is how many there are."""
    document = pypdfium2.PdfDocument(raw)
    number = len(document)
    for at in range(number):
        page = document[at]
        words = page.get_textpage()
        words.get_text_range()
        words.close()
        page.close()
    document.close()
    return number


def _taken(work: Callable[[], object]) -> float:
    """The processor time that a piece of work takes, in seconds."""
    start = process_time()
    work()
    return process_time() - start


if __name__ == "__main__":
    main()
