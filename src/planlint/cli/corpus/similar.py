"""`planlint similar`: families of documents or tasks that say nearly the same."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from planlint.cli.corpus.tables import give
from planlint.cli.listings.sheets import Cell, Sheet
from planlint.corpus.similar import Family, Member, families, records
from planlint.messages import UserError
from planlint.record import Record
from planlint.reporters.escape import visible

if TYPE_CHECKING:
    from rich.console import Console

LEVELS = {
    "zh": {"national": "国家", "province": "省", "city": "市", "county": "县", None: ""},
    "en": {"national": "national", "province": "province", "city": "city", "county": "county", None: ""},
}


class Similar(Record):
    """The values of one call of `planlint similar`."""

    folder: str
    of: str
    threshold: str
    output_format: str | None
    output_file: str | None
    lang: str | None
    color: str

    def run(self) -> int:
        """List the families; 0, or 2 when that can't be done."""
        return give(self, lambda: Families(self.of, families(self.folder, self.of, self._share())))

    def _share(self) -> float:
        try:
            share = float(self.threshold)
        except ValueError:
            share = -1
        if not 0.3 <= share <= 1:
            raise UserError(f"--threshold 应在 0.3 到 1 之间：{self.threshold}", f"--threshold lies between 0.3 and 1: {self.threshold}")
        return share


class Families(Record):
    """The families, in the forms that they can be written in."""

    of: str
    found: Sequence[Family]

    def record(self) -> dict[str, object]:
        """The families for programs."""
        return {"schema": "planlint/similar@1", "of": self.of, "families": records(self.found)}

    def sheet(self, language: str) -> Sheet:
        """A row a member."""
        zh = ("家族", "文件", "标题", "地区", "层级", "日期", "任务", "与最早者相似", "只换名称")
        en = ("Family", "File", "Title", "Region", "Level", "Date", "Task", "Similarity to the first", "Same words")
        rows: list[tuple[Cell, ...]] = [(number, *_cells(member, language)) for number, family in enumerate(self.found, 1) for member in family.members]
        return Sheet("families" if language == "en" else "家族", en if language == "en" else zh, rows)

    def draw(self, console: Console, language: str) -> None:
        """Each family with its members below it, the earliest first."""
        from rich.text import Text

        english = language == "en"
        for number, family in enumerate(self.found, 1):
            levels = " → ".join(LEVELS[language][level] for level in family.levels)
            count = f"{len(family.members)} {self.of}" if english else f"{len(family.members)} {'项任务' if self.of == 'tasks' else '个文件'}"
            console.print(Text(f"{number}. {count}  {levels}".rstrip(), style="bold"), soft_wrap=True)
            for at, member in enumerate(family.members):
                likeness = "" if at == 0 else (("same words" if english else "只换名称") if member.same else f"{member.similarity:.2f}")
                task = f"#{member.task}" if member.task is not None else ""
                console.print(
                    Text(f"   {member.date or '—':10}  {visible(member.title or '')}  {visible(member.path)}{task}  {likeness}".rstrip()), soft_wrap=True
                )
        if not self.found:
            console.print("nothing is like anything else" if english else "没有相似的", soft_wrap=True)


def _cells(member: Member, language: str) -> tuple[Cell, ...]:
    same = ("yes" if language == "en" else "是") if member.same else ("no" if language == "en" else "否")
    level = LEVELS[language][member.level]
    return member.path, member.title, member.region, level, member.date, member.task, member.similarity, same
