"""Where each thing belongs after the changes of both sides: what was moved or renamed, and where the two contradict each other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import takewhile
from typing import Any, NamedTuple

from planctl.diagnostics import Path
from planctl.revisions.merge.things import Thing, renamed, things

Token = tuple[str, str, str | int]
"""Names a thing in all three files: whether it is in the base, its table, and its id there (or in the file in which it is new)."""
Key = str | int

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
    """

    moves: tuple[list[Move], list[Move], list[Move]]
    held: frozenset[Path]
    contested: frozenset[Path]


def placement(base: Any, ours: Any, theirs: Any) -> Placement:
    return _Places([base, ours, theirs]).placement()


class _Side:
    """The things of one file by their tokens."""

    def __init__(self, data: Any, base: list[Thing] | None) -> None:
        found = things(data)
        self.things: dict[Token, Thing] = {}
        names = self._matched(found, base)
        for thing in found:
            self.things[names.get(thing.path, ("new" if base is not None else "base", thing.table, thing.name))] = thing
        self.tokens = {thing.path: token for token, thing in self.things.items()}

    def _matched(self, found: list[Thing], base: list[Thing] | None) -> dict[Path, Token]:
        if base is None:
            return {}
        known = {(thing.table, thing.name) for thing in base}
        here = {(thing.table, thing.name) for thing in found}
        names: dict[Path, Token] = {thing.path: ("base", thing.table, thing.name) for thing in found if (thing.table, thing.name) in known}
        gone = [thing for thing in base if (thing.table, thing.name) not in here]
        come = [thing for thing in found if (thing.table, thing.name) not in known]
        return names | {new.path: ("base", old.table, old.name) for old, new in renamed(gone, come, base)}

    def parent(self, token: Token) -> Token | None:
        """The thing that a thing stands in; None at the top, or in what has no identity."""
        return self.tokens.get(self.things[token].parent)

    def siblings_before(self, token: Token) -> Iterator[Token]:
        """Those in the same mapping, nearest first."""
        thing = self.things[token]
        mates = [mate for mate, other in self.things.items() if other.path[:-1] == thing.path[:-1]]
        return reversed(list(takewhile(lambda mate: mate != token, mates)))


class _Places:
    def __init__(self, files: list[Any]) -> None:
        base = _Side(files[BASE], None)
        known = list(base.things.values())
        self._sides = [base, _Side(files[OURS], known), _Side(files[THEIRS], known)]
        self._names: dict[Token, Key] = {}
        self._parents: dict[Token, Token | None] = {}
        self._movers: dict[Token, int] = {}
        self._contested: set[Token] = set()

    def placement(self) -> Placement:
        for token in dict.fromkeys(token for side in self._sides for token in side.things):
            self._settle(token)
        self._contest_same_names()
        self._contest_lost_parents()
        moves = (self._moves(BASE), self._moves(OURS), self._moves(THEIRS))
        held = {path for token in self._movers for index in self._where(token) for path in _and_above(self._path(index, token))}
        contested = {self._path(index, token) for token in self._contested for index in self._where(token)}
        return Placement(moves, frozenset(held), frozenset(contested))

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
        if len({names[index] for index in renamers}) > 1 or len({parents[index] for index in carriers}) > 1:
            self._contested.add(token)

    def _contest_same_names(self) -> None:
        """No id is given to two things by the two sides together."""
        living = [token for token in self._names if self._where(token)]
        count = Counter(self._names[token] for token in living)
        for token in living:
            if count[self._names[token]] > 1 and (token[0] == "new" or token in self._movers):
                self._contested.add(token)

    def _contest_lost_parents(self) -> None:
        """What was moved to a thing that the other side has deleted, or that is in conflict itself, or into itself."""
        while lost := [token for token in self._movers if token not in self._contested and self._is_lost(token)]:
            self._contested.update(lost)

    def _is_lost(self, token: Token) -> bool:
        parent = self._parents[token]
        if parent is None:
            return False
        is_everywhere = all(parent in self._sides[index].things for index in self._where(token))
        return (not is_everywhere and (parent[0] == "base" or parent in self._contested)) or self._is_in_itself(token)

    def _is_in_itself(self, token: Token) -> bool:
        seen = {token}
        above = self._parents[token]
        while above is not None and above not in seen:
            seen.add(above)
            above = self._parents[above]
        return above is not None

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
            if token in self._contested:
                if index == BASE:
                    moves.append(Move(thing.path, None))
            elif thing.name != self._names[token] or side.parent(token) != self._parents[token]:
                moves.append(Move(thing.path, self._path(index, token), tuple(self._after(token))))
        return moves

    def _after(self, token: Token) -> Iterator[Key]:
        for mate in self._sides[self._movers[token]].siblings_before(token):
            yield self._names[mate]


def _and_above(path: Path) -> Iterable[Path]:
    return (path[:length] for length in range(1, len(path) + 1))
