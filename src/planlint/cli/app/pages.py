"""The pages of the app, from the templates beside this module; what a document says is escaped by them."""

from __future__ import annotations

import io
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from planlint import __version__
from planlint.cli.listings.records import console
from planlint.reporters.escape import visible

if TYPE_CHECKING:
    from jinja2 import Environment

    from planlint.cli.listings.records import Listing

_HERE = Path(__file__).parent
_WIDTH = 160
ASSETS = {"app.js": "text/javascript; charset=utf-8", "app.css": "text/css; charset=utf-8"}
"""The files that the pages load, and what they are."""


def home_page(language: str, *, size: int) -> str:
    """The page on which documents are dropped; `size` is the most bytes that one may have."""
    return _environment(language).get_template("home.html").render(version=__version__, megabytes=size >> 20)


def message_page(language: str, title: str, text: str) -> str:
    """A page with nothing but a sentence."""
    return _environment(language).get_template("message.html").render(title=title, text=text)


def table_page(found: Listing, draft: str, other: str, language: str) -> str:
    """A comparison as a page: what it says in lines, and its table."""
    written = io.StringIO()
    found.draw(console(written, colored=False, width=_WIDTH), language)
    lines = [line.rstrip() for line in written.getvalue().splitlines()]
    return _environment(language).get_template("table.html").render(draft=draft, other=other, lines=lines, sheet=found.sheet(language))


def asset(name: str) -> bytes:
    """The bytes of a file that the pages load. Raises KeyError for a name that is none of them."""
    ASSETS[name]
    return (_HERE / name).read_bytes()


@cache
def _environment(language: str) -> Environment:
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    made = Environment(loader=FileSystemLoader(_HERE), autoescape=True, undefined=StrictUndefined, finalize=_finalized, trim_blocks=True, lstrip_blocks=True)
    made.globals.update(language=language, say=lambda zh, en: en if language == "en" else zh)
    return made


def _finalized(value: Any) -> Any:
    if value is None:
        return ""
    return visible(value) if isinstance(value, str) and not hasattr(value, "__html__") else value
