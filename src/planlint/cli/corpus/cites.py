"""`planlint cites`: who carries out whom, and the holes in the chain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planlint.cli.corpus.similar import LEVELS
from planlint.cli.corpus.tables import give
from planlint.cli.listings.sheets import Cell, Sheet
from planlint.corpus.cites import Chain, Known, chain
from planlint.record import Record
from planlint.reporters.escape import visible

if TYPE_CHECKING:
    from rich.console import Console


class Cites(Record):
    """The values of one call of `planlint cites`."""

    folder: str
    output_format: str | None
    output_file: str | None
    lang: str | None
    color: str

    def run(self) -> int:
        """List who carries out whom; 0, or 2 when that can't be done."""
        return give(self, lambda: Chained(chain(self.folder)))


class Chained(Record):
    """The chain, in the forms that it can be written in."""

    chain: Chain

    def record(self) -> dict[str, object]:
        """The chain for programs."""
        return {
            "schema": "planlint/cites@1",
            "edges": [
                {
                    "document": edge.document._asdict(),
                    "title": edge.title,
                    "number": edge.number,
                    "superior": edge.superior._asdict() if edge.superior is not None else None,
                    "skips": edge.skips,
                }
                for edge in self.chain.edges
            ],
            "missing": [missing._asdict() for missing in self.chain.missing],
            "rootless": [known._asdict() for known in self.chain.rootless],
        }

    def sheet(self, language: str) -> Sheet:
        """A row for each document and superior plan."""
        zh = ("文件", "标题", "层级", "日期", "上位文件", "文号", "上位文件所在", "上位层级", "越级")
        en = ("File", "Title", "Level", "Date", "Superior plan", "Number", "Its file", "Its level", "Skips a level")
        rows: list[tuple[Cell, ...]] = []
        for edge in self.chain.edges:
            above = edge.superior
            skips = ("yes" if language == "en" else "是") if edge.skips else None
            of_above = (above.path, LEVELS[language][above.level]) if above is not None else (None, None)
            rows.append(
                (edge.document.path, edge.document.title, LEVELS[language][edge.document.level], edge.document.date, edge.title, edge.number, *of_above, skips)
            )
        return Sheet("cites" if language == "en" else "承接", en if language == "en" else zh, rows)

    def draw(self, console: Console, language: str) -> None:
        """The superior plans that were found with those who carry them out, then what is missing."""
        from rich.text import Text

        english = language == "en"
        by_superior: dict[str, list[Known]] = {}
        superiors: dict[str, Known] = {}
        for edge in self.chain.edges:
            if edge.superior is not None:
                superiors[edge.superior.document] = edge.superior
                by_superior.setdefault(edge.superior.document, []).append(edge.document)
        for document, below in by_superior.items():
            console.print(Text(_named(superiors[document], language), style="bold"), soft_wrap=True)
            for known in below:
                console.print(Text(f"  ← {_named(known, language)}"), soft_wrap=True)
        if self.chain.missing:
            console.print(Text("not among the documents:" if english else "上位文件不在其中：", style="bold"), soft_wrap=True)
        for missing in self.chain.missing:
            number = f"（{missing.number}）" if missing.number else ""
            console.print(Text(f"  {missing.documents}× 《{visible(missing.title)}》{visible(number)}"), soft_wrap=True)
        skipping = sum(edge.skips for edge in self.chain.edges)
        found, alone = sum(map(len, by_superior.values())), len(self.chain.rootless)
        zh = f"{found} 处找到，{len(self.chain.missing)} 个上位文件不在其中，{skipping} 处越级，{alone} 个文件没有写上位文件"
        en = f"{found} found, {len(self.chain.missing)} superior plans missing, {skipping} skip a level, {alone} documents name none"
        console.print(Text(en if english else zh, style="dim"), soft_wrap=True)


def _named(known: Known, language: str) -> str:
    level = LEVELS[language][known.level]
    return "  ".join(word for word in (visible(known.title or known.path), level, known.date or "", visible(known.path)) if word)
