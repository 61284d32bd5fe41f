"""What the words after the program's name ask for. It needs nothing imported: every hook and every save pays for it."""

from __future__ import annotations

from planlint.cli.line.commands import COMMANDS, COMPLETION, GROUPS, HELP, SHELLS, VERSION
from planlint.cli.line.description import Command, Help, Option, Value
from planlint.record import Record
from planlint.typed import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_COMPLETION_FLAGS = tuple(flag for option in COMPLETION for flag in option.flags)


class Call(Record):
    """A command and a value for each of its arguments and options."""

    command: Command
    values: Mapping[str, Value]


class Page(Record):
    """The help of a command or group; `asked` is False where the words merely stop short of a command."""

    path: tuple[str, ...]
    asked: bool = True


class Version(Record):
    """The version is asked for."""


class Completion(Record):
    """Completion is to be installed or else shown, for a shell or for the one that has called."""

    installs: bool
    shell: str | None = None


class Mistake(Record):
    """What is wrong with the words, and the command or group that they were meant for. `word` is like one of `known`, if at all."""

    path: tuple[str, ...]
    wrong: Help
    word: str = ""
    known: tuple[str, ...] = ()


Asked = Call | Page | Version | Completion | Mistake


def parse(words: Sequence[str]) -> Asked:
    """What the words ask for. Options may stand anywhere; behind “--” all words are arguments."""
    command = next((command for command in COMMANDS if tuple(words[: len(command.path)]) == command.path), None)
    if command is None:
        return _without_command(words)
    return _Reader(command).read(words[len(command.path) :])


def _without_command(words: Sequence[str]) -> Asked:
    path = (words[0],) if words and words[0] in {group.name for group in GROUPS} else ()
    left = words[len(path) :]
    if not left:
        return Page(path, asked=False)
    first = left[0].partition("=")[0]
    if any(word in HELP.flags for word in left):
        return Page(path)
    if not path and first in VERSION.flags:
        return Version()
    if not path and first in _COMPLETION_FLAGS:
        return _completion(left)
    if not path and left[0] == HELP.name:
        return parse([*left[1:], HELP.flags[0]])
    known = {" ".join(command.path[len(path) : len(path) + 1]): None for command in COMMANDS if command.path[: len(path)] == path}
    if not first.startswith("-"):
        written = " ".join((*path, left[0]))
        return Mistake(path, Help(f"没有“{written}”这个命令", f"there is no command “{written}”"), left[0], tuple(known))
    if any(word in known for word in left):
        return Mistake(path, Help(f"{first} 写在命令之后，不写在之前", f"{first} goes behind the command, not before it"))
    return Mistake(path, no_option(first), first, (*HELP.flags, *(() if path else (*VERSION.flags, *_COMPLETION_FLAGS))))


def _completion(words: Sequence[str]) -> Asked:
    flag, equals, shell = words[0].partition("=")
    rest = [shell, *words[1:]] if equals else list(words[1:])
    if len(rest) > 1:
        return Mistake((), Help(f"多出“{' '.join(rest[1:])}”", f"“{' '.join(rest[1:])}” is too much"))
    if rest and rest[0] not in SHELLS:
        zh, en = "、".join(SHELLS), ", ".join(SHELLS)
        return Mistake((), Help(f"{flag} 之后应为 {zh} 之一，此处为“{rest[0]}”", f"{flag} takes one of {en}, not “{rest[0]}”"), rest[0], SHELLS)
    return Completion(flag == _COMPLETION_FLAGS[0], *rest)


class _Wrong(Exception):
    """A mistake has been found; reading ends."""

    def __init__(self, wrong: Help, word: str = "", known: tuple[str, ...] = ()) -> None:
        super().__init__(wrong)
        self.wrong = wrong
        self.word = word
        self.known = known


class _Reader:
    """Reads the words behind those of a command."""

    def __init__(self, command: Command) -> None:
        self._command = command
        self._flags = {flag: option for option in (*command.options, HELP, VERSION) for flag in option.flags}
        self._values: dict[str, Value] = {option.name: option.default for option in command.options}
        self._places: list[str] = []

    def read(self, words: Sequence[str]) -> Asked:
        """The call, or what else the words ask for; a mistake when they ask for nothing that there is."""
        before = words[: words.index("--")] if "--" in words else words
        if any(word in HELP.flags for word in before):
            return Page(self._command.path)
        try:
            self._take(words)
            if self._values.pop(VERSION.name, False):
                return Version()
            self._place_arguments()
        except _Wrong as error:
            return Mistake(self._command.path, error.wrong, error.word, error.known)
        return Call(self._command, self._values)

    def _take(self, words: Sequence[str]) -> None:
        left = list(reversed(words))
        while left:
            word = left.pop()
            if word == "--":
                self._places.extend(reversed(left))
                return
            if word == "-" or not word.startswith("-"):
                self._places.append(word)
            elif word.startswith("--"):
                self._long(word, left)
            else:
                self._short(word, left)

    def _long(self, word: str, left: list[str]) -> None:
        flag, equals, value = word.partition("=")
        option = self._option(flag)
        if not option.switch:
            self._give(option, flag, value if equals else self._next(flag, option, left))
        elif equals:
            raise _Wrong(Help(f"{flag} 不带值", f"{flag} takes no value"))
        else:
            self._values[option.name] = True

    def _short(self, word: str, left: list[str]) -> None:
        """Flags of one letter, that may run together; what follows one that takes a value is its value."""
        for at, letter in enumerate(word[1:], start=2):
            flag = f"-{letter}"
            option = self._option(flag, of=word)
            if not option.switch:
                self._give(option, flag, word[at:] or self._next(flag, option, left))
                return
            self._values[option.name] = True

    def _option(self, flag: str, *, of: str = "") -> Option:
        option = self._flags.get(flag)
        if option is None:
            raise _Wrong(no_option(of or flag), of or flag, tuple(self._flags))
        return option

    def _next(self, flag: str, option: Option, left: list[str]) -> str:
        # a flag of the command is no value: it stands where the value was forgotten
        if not left or left[-1] == "--" or left[-1].partition("=")[0] in self._flags:
            raise _Wrong(Help(f"{flag} 之后缺 {option.metavar}", f"{flag} needs {option.metavar} behind it"))
        return left.pop()

    def _give(self, option: Option, flag: str, value: str) -> None:
        if option.choices and value not in option.choices:
            zh, en = "、".join(option.choices), ", ".join(option.choices)
            raise _Wrong(Help(f"{flag} 应为 {zh} 之一，此处为“{value}”", f"{flag} is one of {en}, not “{value}”"), value, option.choices)
        before = self._values[option.name]
        self._values[option.name] = (*before, value) if isinstance(before, tuple) else value

    def _place_arguments(self) -> None:
        """Give each argument its words."""
        places = self._places
        for argument in self._command.arguments:
            if argument.required and not places:
                raise _Wrong(Help(f"缺 {argument.label}（{argument.help.zh.rstrip('。')}）", f"{argument.label} is missing ({argument.help.en.rstrip('.')})"))
            taken = len(places) if argument.many else 1
            given, places = places[:taken], places[taken:]
            self._values[argument.name] = tuple(given) if argument.many else next(iter(given), argument.default)
        if places:
            more = " ".join(places)
            raise _Wrong(
                Help(
                    f"多出“{more}”：planlint {' '.join(self._command.path)} 不需要",
                    f"“{more}” is too much: planlint {' '.join(self._command.path)} takes no more",
                )
            )


def no_option(flag: str) -> Help:
    """What is said of a flag that the command has not."""
    return Help(f"没有 {flag} 这个选项", f"there is no option {flag}")
