"""What damage to a text is: the findings of the TXT rules, their fixes, and the repairs of the view."""

from __future__ import annotations

from collections.abc import Iterable

from planlint.damage.residue import Residue
from planlint.record import Record
from planlint.text.spans import Edit, Span, non_overlapping
from planlint.text.view import View

RESIDUE = {
    "broken-line": Residue.BREAK,
    "mark-at-line-edge": Residue.BREAK,
    "page-furniture": Residue.FURNITURE,
    "markup-residue": Residue.MARKUP,
    "invisible-character": Residue.INVISIBLE,
    "interleaved-pinyin": Residue.READING,
    "private-use-character": Residue.CODE_POINT,
    "radical-codepoint": Residue.CODE_POINT,
    "mojibake": Residue.CODE_POINT,
}
"""What the repairs of a kind of damage take out besides marks and spaces; those of other kinds keep every word."""


class Damage(Record):
    """One wound: its kind, its place, and the edits that heal it.

    `edits` is empty when what was lost can't be told. `safe` says that healing changes no meaning; only then is it seen through.
    `note` names the thing found; damage of one `group` is one habit of the whole text. `doubtful` says that the text is read healed, but
    that a person has to look at the repair before it is made.
    """

    kind: str
    span: Span
    edits: tuple[Edit, ...] = ()
    safe: bool = True
    note: str = ""
    group: str | None = None
    doubtful: bool = False

    def located(self, view: View) -> Damage:
        """The same damage, its places in the view made places of the source."""
        edits = tuple(view.locate_edit(edit) for edit in self.edits)
        return self._replace(span=view.locate(self.span), edits=edits)


def seen_through(view: View, damage: Iterable[Damage]) -> View:
    """The view with the damage healed, its places being those of the view; of two edits that overlap the longer one is made."""
    edits = [edit for wound in damage if wound.safe for edit in wound.edits]
    return view.edited(non_overlapping(edits)) if edits else view
