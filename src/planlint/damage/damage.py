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
    that a person has to look at the repair before it is made. `number` says how many places it stands for: where they are more than one,
    each has an edit of its own, and `span` is the first of them.
    """

    kind: str
    span: Span
    edits: tuple[Edit, ...] = ()
    safe: bool = True
    note: str = ""
    group: str | None = None
    doubtful: bool = False
    number: int = 1

    @property
    def places(self) -> list[Span]:
        """All places that it stands for, in order."""
        return [self.span] if self.number == 1 else [edit.span for edit in self.edits]

    def singly(self) -> list[Damage]:
        """The same damage, each place by itself."""
        return [self] if self.number == 1 else [self._replace(span=edit.span, edits=(edit,), number=1) for edit in self.edits]

    def located(self, view: View) -> Damage:
        """The same damage, its places in the view made places of the source."""
        place = view.locate(self.span)
        # most edits take the place of the whole wound
        edits = [Edit(place, edit.text) if edit.span == self.span and place.length else view.locate_edit(edit) for edit in self.edits]
        return Damage(self.kind, place, tuple(edits), self.safe, self.note, self.group, self.doubtful, self.number)


def seen_through(view: View, damage: Iterable[Damage]) -> View:
    """The view with the damage healed, its places being those of the view; of two edits that overlap the longer one is made."""
    edits = [edit for wound in damage if wound.safe for edit in wound.edits]
    return view.edited(non_overlapping(edits)) if edits else view
