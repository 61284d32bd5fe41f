"""Brings the annotated documents: `python benchmark/fetch.py FOLDER`. Each is kept only where its SHA-256 is the one that was annotated."""

from __future__ import annotations

import argparse
import csv
import hashlib
import os
import urllib.error
import urllib.request
from collections.abc import Iterable

LIST = os.path.join(os.path.dirname(os.path.abspath(__file__)), "documents.tsv")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder")
    folder = parser.parse_args().folder
    os.makedirs(folder, exist_ok=True)
    with open(LIST, encoding="utf-8", newline="") as file:
        for line in fetched(csv.DictReader(file, delimiter="\t"), folder):
            print(line)


def fetched(documents: Iterable[dict[str, str]], folder: str) -> Iterable[str]:
    """Bring documents, and say what became of each."""
    for document in documents:
        path = os.path.join(folder, document["document"])
        try:
            with urllib.request.urlopen(document["address"], timeout=60) as answer:
                content: bytes = answer.read()
        except (urllib.error.URLError, OSError) as error:
            yield f"{document['document']}: not to be had ({error})"
            continue
        if hashlib.sha256(content).hexdigest() != document["sha256"]:
            yield f"{document['document']}: another document than the one annotated"
            continue
        with open(path, "wb") as file:
            file.write(content)
        yield f"{document['document']}: {len(content)} bytes"


if __name__ == "__main__":
    main()
