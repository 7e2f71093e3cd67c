"""Where each thing belongs after the changes of both sides: what was moved or renamed, and where the two contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from itertools import takewhile
from typing import Any, NamedTuple

from planctl.diagnostics import Path
from planctl.revisions.merge.data import Key, Names, frozen, same
from planctl.revisions.merge.named import NamedEntry, named_entries

Token = tuple[str, str, str | int]
"""Names a thing in all three files: whether it is in the base, its table, and its id there (or in the file in which it is new)."""

BASE, OURS, THEIRS = range(3)


class Move(NamedTuple):
    """An entry's old and new path in one of the files; `after` are the keys behind which it stands where it was moved, nearest first.

    Without a target it is taken out.
    """

    source: Path
    target: Path | None
    after: tuple[Key, ...] = ()


class Placement(NamedTuple):
    """What makes the three files alike in where things stand: the moves in each; and the paths (then) of what was moved or renamed, and
    of what is in conflict as a whole, since the two put it at different places or two things got the same id.

    `names` are the paths of things to which the two have given different ids: both stand under ours then.
    """

    moves: tuple[list[Move], list[Move], list[Move]]
    held: frozenset[Path]
    contested: frozenset[Path]
    names: Mapping[Path, Names]


Comments = Callable[[Path], Sequence[str]]
"""The comments in the thing at a path of a file."""


def placement(files: Sequence[Any], comments: Sequence[Comments]) -> Placement:
    """Where each thing belongs, from the data of the base, ours and theirs, and the comments in them."""
    return _Places(files, comments).placement()


class _Side:
    """The things of one file by their tokens."""

    def __init__(self, data: Any, base: list[NamedEntry] | None) -> None:
        found = named_entries(data)
        self.things: dict[Token, NamedEntry] = {}
        names = self._matched(found, base)
        for thing in found:
            self.things[names.get(thing.path, ("new" if base is not None else "base", thing.table, thing.name))] = thing
        self.tokens = {thing.path: token for token, thing in self.things.items()}

    def _matched(self, found: list[NamedEntry], base: list[NamedEntry] | None) -> dict[Path, Token]:
        if base is None:
            return {}
        known = {(entry.table, entry.name): entry for entry in base}
        here = {(entry.table, entry.name): entry for entry in found}
        sure = {key for key, entry in here.items() if key in known and known[key].title == entry.title}
        gone = [entry for key, entry in known.items() if key not in sure]
        come = [entry for key, entry in here.items() if key not in sure]
        pairs = _renamed(gone, come, base) if gone and come else []
        given = {old.path for old, _ in pairs}
        names = [(known[key], entry) for key, entry in here.items() if key in known and known[key].path not in given]
        return {new.path: ("base", old.table, old.name) for old, new in [*names, *pairs]}

    def parent(self, token: Token) -> Token | None:
        """The thing that a thing stands in; None at the top, or in what has no identity."""
        return self.tokens.get(self.things[token].parent)

    def siblings_before(self, token: Token) -> Iterator[Token]:
        """Those in the same mapping, nearest first."""
        thing = self.things[token]
        mates = [mate for mate, other in self.things.items() if other.path[:-1] == thing.path[:-1]]
        return reversed(list(takewhile(lambda mate: mate != token, mates)))


def _renamed(gone: list[NamedEntry], come: list[NamedEntry], base: list[NamedEntry]) -> list[tuple[NamedEntry, NamedEntry]]:
    from planctl.revisions.merge.new_ids import renamed  # asked only where something may have a new id: it takes all notation

    return renamed(gone, come, base)


class _Places:
    def __init__(self, files: Sequence[Any], comments: Sequence[Comments]) -> None:
        base = _Side(files[BASE], None)
        known = list(base.things.values())
        self._sides = [base, _Side(files[OURS], known), _Side(files[THEIRS], known)]
        self._names: dict[Token, Key] = {}
        self._parents: dict[Token, Token | None] = {}
        self._movers: dict[Token, int] = {}
        self._contested: set[Token] = set()
        self._split: dict[Token, Names] = {}
        self._comments = comments
        self._replaced: set[Token] = set()

    def placement(self) -> Placement:
        for token in dict.fromkeys(token for side in self._sides for token in side.things):
            self._settle(token)
        self._contest_same_names()
        self._contest_other_kinds()
        self._contest_lost_parents()
        moves = (self._moves(BASE), self._moves(OURS), self._moves(THEIRS))
        held = {path for token in self._movers for index in self._where(token) for path in _and_above(self._path(index, token))}
        contested = {self._path(index, token) for token in self._contested for index in self._where(token)}
        names = {self._path(OURS, token): names for token, names in self._split.items() if token not in self._contested}
        return Placement(moves, frozenset(held), frozenset(contested), names)

    def _where(self, token: Token) -> list[int]:
        """In which of the two files a thing is."""
        return [index for index in (OURS, THEIRS) if token in self._sides[index].things]

    def _settle(self, token: Token) -> None:
        base = self._sides[BASE]
        names = [side.things[token].name if token in side.things else None for side in self._sides]
        parents = [side.parent(token) if token in side.things else None for side in self._sides]
        where = self._where(token)
        if token not in base.things:
            self._names[token], self._parents[token] = token[2], parents[where[0]]
            if len(where) == 2 and parents[OURS] != parents[THEIRS]:
                self._contested.add(token)
            return
        movers = [index for index in where if names[index] != names[BASE] or parents[index] != parents[BASE]]
        renamers = [index for index in where if names[index] != names[BASE]]
        carriers = [index for index in where if parents[index] != parents[BASE]]
        self._names[token] = names[renamers[0] if renamers else BASE] or token[2]
        self._parents[token] = parents[carriers[0] if carriers else BASE]
        if movers:
            self._movers[token] = movers[0]
        if len({parents[index] for index in carriers}) > 1:
            self._contested.add(token)
        elif len({names[index] for index in renamers}) > 1:
            self._split[token] = Names(*(side.things[token].name for side in self._sides))

    def _contest_same_names(self) -> None:
        """No id is given to two things by the two sides together."""
        living = [token for token in self._names if not self._vanishes(token)]
        count = Counter(name for token in living for name in self._all_names(token))
        for token in living:
            if any(count[name] > 1 for name in self._all_names(token)) and (token[0] == "new" or token in self._movers):
                self._contested.add(token)
        self._replaced = {token for token in self._names if token[2] in count and self._vanishes(token)}

    def _vanishes(self, token: Token) -> bool:
        """Whether nothing is left of a thing: both have deleted it, or one has, and the other has left it as it was."""
        where = self._where(token)
        if not where or len(where) == 2 or token[0] == "new" or token in self._movers:
            return not where
        was, now = (self._sides[index].things[token] for index in (BASE, where[0]))
        noted = (Counter(self._comments[index](thing.path)) for index, thing in ((where[0], now), (BASE, was)))
        return same(was.content, now.content) and not next(noted) - next(noted)

    def _contest_other_kinds(self) -> None:
        """What one side has made a thing of another kind, while the other has changed it, or made it that too under another id."""
        became: dict[Token, set[Token]] = {}
        for index in (OURS, THEIRS):
            for new, old in self._other_kinds(self._sides[index]):
                became.setdefault(old, set()).add(new)
        for old, news in became.items():
            if len(news) > 1 or not self._vanishes(old):
                self._contested.update(news, {old} & self._movers.keys())

    def _other_kinds(self, side: _Side) -> Iterator[tuple[Token, Token]]:
        """New things of a side, each with those that have gone there, are of another kind, and have its id or all that is in it."""
        gone: dict[Hashable, list[Token]] = {}
        for token, thing in self._sides[BASE].things.items():
            if token not in side.things:
                for mark in (thing.name, frozen(thing.content)):
                    gone.setdefault(mark, []).append(token)
        for token, thing in side.things.items() if gone else ():
            if token[0] == "new":
                found = [*gone.get(thing.name, ()), *gone.get(frozen(thing.content), ())]
                yield from ((token, old) for old in found if old[1] != token[1])

    def _all_names(self, token: Token) -> set[Key]:
        """The id that a thing gets, or the two of which one must be chosen."""
        return {self._split[token].ours, self._split[token].theirs} if token in self._split else {self._names[token]}

    def _contest_lost_parents(self) -> None:
        """Puts things in conflict that can't stand where they were moved, and those that this leaves without a place, until none is left.

        A thing has lost its place where the other side has deleted what it was moved into, or put that in conflict; and where the moves of
        the two together would put it into itself. So has one that was given two ids, inside something in conflict: that stands in the file
        twice, and the markers around the id would have to stand at both.
        """
        while lost := [token for token in self._movers if token not in self._contested and self._is_lost(token)]:
            self._contested.update(lost)

    def _is_lost(self, token: Token) -> bool:
        parent = self._parents[token]
        if parent is None:
            return False
        is_everywhere = all(parent in self._sides[index].things for index in self._where(token))
        if not is_everywhere and (parent[0] == "base" or parent in self._contested):
            return True
        above = self._above(token)
        return above is None or (token in self._split and not self._contested.isdisjoint(above))

    def _above(self, token: Token) -> set[Token] | None:
        """The things that a thing stands in; None where it stands in itself."""
        found = {token}
        above = self._parents[token]
        while above is not None:
            if above in found:
                return None
            found.add(above)
            above = self._parents[above]
        return found - {token}

    def _path(self, index: int, token: Token) -> Path:
        """Where a thing belongs in a file."""
        side = self._sides[index]
        if token in self._contested and token in side.things:
            parent, name = side.parent(token), side.things[token].name
        else:
            parent, name = self._parents[token], self._names[token]
        return (*(() if parent is None else self._path(index, parent)), token[1], name)

    def _moves(self, index: int) -> list[Move]:
        side, moves = self._sides[index], []
        for token, thing in side.things.items():
            if token in self._contested or token in self._replaced:
                if index == BASE or token in self._replaced:
                    moves.append(Move(thing.path, None))
            elif thing.name != self._names[token] or side.parent(token) != self._parents[token]:
                moves.append(Move(thing.path, self._path(index, token), tuple(self._after(token))))
        return moves

    def _after(self, token: Token) -> Iterator[Key]:
        for mate in self._sides[self._movers[token]].siblings_before(token):
            yield self._names[mate]


def _and_above(path: Path) -> Iterable[Path]:
    return (path[:length] for length in range(1, len(path) + 1))
