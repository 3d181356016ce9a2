# gc every: 1024
"""A text adventure: a world built by decorators and descriptors, a parser of
commands, actors with generators for minds, and a scripted game."""
from __future__ import annotations

import collections
import copy
import difflib
import enum
import inspect
import random
import re
import shlex
import textwrap
import weakref
from abc import ABC, abstractmethod
from contextlib import ExitStack, redirect_stdout, suppress
from dataclasses import InitVar, asdict, dataclass, field, fields
from functools import cached_property, partialmethod, total_ordering
from io import StringIO
from typing import Any, Callable, ClassVar, Generator, Iterable, Iterator, Optional, Protocol, runtime_checkable


class Direction(enum.Enum):
    NORTH = (0, 1)
    EAST = (1, 0)
    SOUTH = (0, -1)
    WEST = (-1, 0)
    N, E, S, W = NORTH, EAST, SOUTH, WEST      # aliases

    def __neg__(self) -> "Direction":
        return Direction(tuple(-x for x in self.value))

    def __str__(self) -> str:
        return self.name.lower()

    @classmethod
    def _missing_(cls, value: object) -> Optional["Direction"]:
        if isinstance(value, str):
            return cls.__members__.get(value.upper())
        return None


class Mood(enum.IntEnum):
    HOSTILE = -1
    NEUTRAL = 0
    FRIENDLY = 1


class GameError(Exception):
    """Something the player is told."""


class Bounded:
    """A descriptor: a number that stays within limits, and tells who asks."""

    def __init__(self, low: int, high: int) -> None:
        self.low, self.high = low, high

    def __set_name__(self, owner: type, name: str) -> None:
        self.name = "_" + name

    def __get__(self, instance: Any, owner: Optional[type] = None) -> Any:
        if instance is None:
            return self.high
        return getattr(instance, self.name, self.high)

    def __set__(self, instance: Any, value: int) -> None:
        setattr(instance, self.name, max(self.low, min(self.high, value)))


@runtime_checkable
class Container(Protocol):
    items: list["Item"]


@total_ordering
@dataclass(eq=False)
class Item:
    name: str
    weight: int = 1
    words: InitVar[str] = ""
    aliases: frozenset[str] = field(init=False, repr=False)
    fixed: bool = field(default=False, kw_only=True)
    on_use: Optional[Callable[["Game"], str]] = field(default=None, repr=False,
                                                      kw_only=True)

    def __post_init__(self, words: str) -> None:
        self.aliases = frozenset((self.name, self.name.split()[-1],
                                  *words.split()))

    def __lt__(self, other: "Item") -> bool:
        return (self.weight, self.name) < (other.weight, other.name)

    def __format__(self, spec: str) -> str:
        article = "an" if self.name[0] in "aeiou" else "a"
        text = {"a": f"{article} {self.name}", "the": f"the {self.name}",
                "": self.name}[spec]
        return text


@dataclass
class Box(Item):
    items: list[Item] = field(default_factory=list)
    locked: bool = False


@dataclass(repr=False)
class Room:
    name: str
    text: str
    items: list[Item] = field(default_factory=list)
    exits: dict[Direction, "Room"] = field(default_factory=dict)
    dark: bool = False
    visited: int = 0

    def __hash__(self) -> int:
        return hash(self.name)

    def __repr__(self) -> str:
        ways = "".join(d.name[0] for d in self.exits)
        return f"<Room {self.name} {ways or '-'}>"

    def connect(self, direction: Direction, other: "Room") -> "Room":
        self.exits[direction] = other
        other.exits[-direction] = self
        return other


Mind = Generator[Optional[str], str, None]


class Actor(ABC):
    health = Bounded(0, 20)
    strength: int = 10

    def __init__(self, name: str, room: Room) -> None:
        self.name, self.room = name, room
        self.items: list[Item] = []

    @abstractmethod
    def mind(self) -> Mind: ...

    @cached_property
    def _mind(self) -> Mind:
        mind = self.mind()
        next(mind)
        return mind

    def hear(self, text: str) -> Optional[str]:
        try:
            return self._mind.send(text)
        except StopIteration:
            return None

    @property
    def load(self) -> int:
        return sum(item.weight for item in self.items)


class Player(Actor):
    def mind(self) -> Mind:
        yield None


class Troll(Actor):
    mood = Mood.HOSTILE
    health = Bounded(0, 8)

    def mind(self) -> Mind:
        heard = yield None
        for insult in ("grunts", "snarls", "roars"):
            if "gem" in heard:
                self.mood = Mood.FRIENDLY
                break
            heard = yield f"The troll {insult}."
        else:
            while "gem" not in heard:
                heard = yield "The troll ignores you."
        heard = yield "'Shiny!' says the troll, and steps aside."
        while True:
            heard = yield f"'{heard.title()}!' repeats the troll."


class Commands(dict):
    """Verbs to methods, with their usages taken from the signatures."""

    def register(self, *words: str):
        def wrap(method):
            usage = [f"<{p}>" if v.default is v.empty else f"[{p}]"
                     for p, v in inspect.signature(method).parameters.items()
                     if p != "self"]
            method.usage = " ".join([words[0], *usage])
            for word in words:
                self[word] = method
            return method
        return wrap

    def __missing__(self, word: str):
        near = difflib.get_close_matches(word, self, n=1)
        hint = f" Did you mean '{near[0]}'?" if near else ""
        raise GameError(f"I do not know how to '{word}'.{hint}")


class Game:
    commands: ClassVar[Commands] = Commands()
    verb = commands.register

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)
        self.turns = self.score = 0
        self.over = False
        self.flags: collections.Counter[str] = collections.Counter()
        self._build()
        self._saved: list[Any] = []

    def _build(self) -> None:
        hall = Room("Hall", "A high hall. Dust dances in the light.")
        cave = Room("Cave", "It drips.", dark=True)
        bridge = Room("Bridge", "A narrow bridge over a chasm.")
        vault = Room("Vault", "Gold, everywhere!")
        hall.connect(Direction.EAST, cave).connect(Direction.N, bridge)
        bridge.exits[Direction("east")] = vault
        lamp = Item("brass lamp", 2, "light", on_use=lambda game: game.toggle("lamp"))
        chest = Box("oak chest", 50, fixed=True, locked=True,
                    items=[Item("red gem", 1, "jewel ruby"), Item("old map")])
        hall.items += [lamp, Item("iron key", 1), Item("anvil", 90)]
        cave.items += [chest]
        vault.items += [Item("gold", 5)]
        self.player = Player("you", hall)
        self.troll = Troll("troll", bridge)
        self.rooms = {room.name: room for room in (hall, cave, bridge, vault)}
        self.actors = weakref.WeakValueDictionary(
            {a.name: a for a in (self.player, self.troll)})

    @property
    def room(self) -> Room:
        return self.player.room

    @property
    def sees(self) -> bool:
        return not self.room.dark or bool(self.flags["lamp"])

    def toggle(self, flag: str) -> str:
        self.flags[flag] ^= 1
        return f"The {flag} is {'on' if self.flags[flag] else 'off'}."

    def find(self, name: str, *places: Iterable[Item]) -> Item:
        found = [i for place in places for i in place if name in i.aliases]
        match found:
            case []:
                raise GameError(f"There is no {name} here.")
            case [item]:
                return item
            case [first, *rest]:
                raise GameError(f"Which {name}: {first:the} or "
                                f"{', '.join(f'{i:the}' for i in rest)}?")

    @property
    def reach(self) -> list[Item]:
        open_boxes = (i.items for i in self.room.items
                      if isinstance(i, Container) and not i.locked)
        return [*self.room.items, *(i for box in open_boxes for i in box)]

    @verb("look", "l")
    def look(self) -> Iterator[str]:
        """Describe the room."""
        if not self.sees:
            yield "It is pitch dark."
            return
        yield f"{self.room.name}. {self.room.text}"
        for item in sorted(self.room.items, reverse=True):
            yield f"  There is {item:a} here."
            if isinstance(item, Box) and not item.locked:
                yield f"    It holds {', '.join(map(format, item.items)) or 'nothing'}."
        if self.troll.room is self.room and self.troll.health:
            yield f"  A {self.troll.mood.name.lower()} troll stands here."
        yield "  Ways: " + ", ".join(map(str, self.room.exits)) + "."

    @verb("go", "walk")
    def go(self, direction: str) -> Iterator[str]:
        """Go somewhere."""
        with suppress(ValueError):
            way = Direction(direction)
            if way not in self.room.exits:
                raise GameError("You cannot go there.")
            guard = self.troll
            if (guard.room is self.room and way is Direction.EAST
                    and guard.health and guard.mood < Mood.FRIENDLY):
                self.player.health -= 7
                yield f"The troll bars the way. ({self.player.health} left)"
                if not self.player.health:
                    self.over = True
                    yield "You die."
                return
            self.player.room = self.room.exits[way]
            self.room.visited += 1
            self.score += 5 * (self.room.visited == 1)
            yield from self.look()
            return
        raise GameError(f"'{direction}' is no direction.")

    def _go(self, way: str) -> Iterator[str]:
        return self.go(way)

    for _way in Direction:
        locals()[_way.name.lower()] = partialmethod(_go, _way.name.lower())

    @verb("take", "get")
    def take(self, *names: str) -> Iterator[str]:
        """Take things, or everything."""
        if names == ("all",):
            names = tuple(i.name for i in self.reach if not i.fixed)
        for name in names:
            item = self.find(name, self.reach)
            if item.fixed or item.weight + self.player.load > self.player.strength:
                yield f"{item:the} is too heavy.".capitalize()
                continue
            for place in (self.room, *self.room.items):
                if isinstance(place, Container) and item in place.items:
                    place.items.remove(item)
            self.player.items.append(item)
            yield f"You take {item:the}."

    @verb("drop")
    def drop(self, name: str) -> str:
        """Put something down."""
        item = self.find(name, self.player.items)
        self.player.items.remove(item)
        self.room.items.append(item)
        return f"You drop {item:the}."

    @verb("use", "light")
    def use(self, name: str) -> str:
        """Use something you carry."""
        item = self.find(name, self.player.items)
        if item.on_use is None:
            raise GameError(f"You cannot use {item:the}.")
        return item.on_use(self)

    @verb("unlock", "open")
    def unlock(self, name: str, *, tool: str = "key") -> str:
        """Open something with a key."""
        box = self.find(name, self.room.items)
        if not isinstance(box, Box):
            raise GameError(f"{box:the} does not open.".capitalize())
        if not self.sees:
            raise GameError("You fumble in the dark.")
        self.find(tool, self.player.items)
        box.locked = False
        self.score += 10
        return f"{box:the} opens.".capitalize()

    @verb("say", "give", "tell")
    def say(self, *words: str) -> Iterator[str]:
        """Say something."""
        text = " ".join(words)
        yield f"You say: '{text}'."
        if self.troll.room is self.room:
            if answer := self.troll.hear(text):
                yield answer

    @verb("inventory", "i")
    def inventory(self) -> str:
        """List what you carry."""
        items = ", ".join(f"{i:a}" for i in sorted(self.player.items))
        return f"You carry {items or 'nothing'} ({self.player.load})."

    @verb("attack", "hit")
    def attack(self, whom: str = "troll") -> Iterator[str]:
        """Fight."""
        enemy = self.actors.get(whom)
        if enemy is None or enemy.room is not self.room or enemy is self.player:
            raise GameError("There is nobody to attack.")
        blow = self.random.randint(1, 6)
        enemy.health -= blow
        yield f"You hit for {blow}; {enemy.health} left."
        if not enemy.health:
            yield "The troll falls into the chasm."
            self.score += 1

    @verb("save")
    def save(self) -> str:
        """Remember this moment."""
        state = {k: v for k, v in vars(self).items()
                 if k not in ("_saved", "actors", "random")}
        for actor in (self.player, self.troll):
            vars(actor).pop("_mind", None)
        self._saved.append((copy.deepcopy(state), self.random.getstate()))
        return f"Saved ({len(self._saved)})."

    @verb("restore")
    def restore(self) -> str:
        """Go back to the last save."""
        if not self._saved:
            raise GameError("Nothing was saved.")
        state, dice = self._saved.pop()
        vars(self).update(state)
        self.random.setstate(dice)
        self.actors.update({a.name: a for a in (self.player, self.troll)})
        return "Restored."

    @verb("help", "?")
    def help(self) -> Iterator[str]:
        """Show this."""
        methods = {m: None for m in self.commands.values()}
        width = max(len(m.usage) for m in methods)
        for method in sorted(methods, key=lambda m: m.__name__):
            yield f"  {method.usage:<{width}}  {inspect.getdoc(method)}"

    @verb("score")
    def tell_score(self) -> str:
        """Tell the score."""
        return f"{self.score} points in {self.turns} turns."

    @verb("quit", "q")
    def quit(self) -> str:
        """Stop."""
        self.over = True
        return "Bye."

    def perform(self, line: str) -> Iterator[str]:
        self.turns += 1
        try:
            words = [w for w in shlex.split(line.lower()) if w not in ("the", "a", "to")]
        except ValueError as error:
            yield f"What? ({error})"
            return
        match words:
            case []:
                return
            case [("n" | "north" | "e" | "east" | "s" | "south" | "w" | "west") as way]:
                words = ["go", Direction(way).name.lower()]
            case ["pick", "up", *rest] | ["take", "up", *rest]:
                words = ["take", *rest]
            case ["unlock" | "open", what, "with", tool]:
                with ExitStack() as stack:
                    stack.callback(self.flags.update, opened=1)
                    try:
                        yield self.unlock(what, tool=tool)
                    except GameError as error:
                        yield str(error)
                return
        verb, *args = words
        try:
            method = self.commands[verb]
            inspect.signature(method).bind(self, *args)
            outcome = method(self, *args)
            yield from [outcome] if isinstance(outcome, str) else outcome
        except GameError as error:
            yield str(error)
        except TypeError as error:
            yield f"Usage: {method.usage} ({error})"

    def play(self, script: str) -> None:
        for line in script.strip().splitlines():
            print(">", line)
            for said in self.perform(line):
                print(textwrap.fill(said, 60, subsequent_indent="    ",
                                    drop_whitespace=True,
                                    initial_indent=re.match(" *", said)[0]))
            if self.over:
                break


SCRIPT = """
look
dance
tkae lamp
take lamp anvil unicorn
get "iron key"
i
go
go up
go north
e
look
open chest
use lamp
look
open chest with lamp
open chest with key
take all
drop map
drop map
use key
save
n
e
attack me
attack
attack
e
restore
restore
n
say hello there
say 'who are you
say "the red gem"
tell me more
e
take the gold
drop key
take gold
w
score
help
inventory now
q
look
"""


def main() -> None:
    game = Game(seed=7)
    game.play(SCRIPT)
    print(game.rooms, game.flags, game.troll.mood, sep="\n")
    print([str(m) for m in Direction], Direction.N is Direction.NORTH,
          list(Direction.__members__), -Direction.E, Direction("w"))
    print([f.name for f in fields(Box)], Box("x", 3, "y z", items=[]))
    print(asdict(Item("stone", 4, "rock"))["name"], Item("a b").aliases == {"a b", "b"},
          Item("b", 1) < Item("a", 2), max(Item("p"), Item("q")).name)
    print(Player.health, Troll.health, isinstance(game.room, Container),
          isinstance(game, Container), [*Game(5).east()][0])
    out = StringIO()
    with redirect_stdout(out):
        Game(3).play("say hi\nrestore\nn\nw\n?")
    print(len(out.getvalue().splitlines()), out.getvalue().splitlines()[1:4])
    for wrong in (lambda: Actor("x", game.room), lambda: Direction("up"),
                  lambda: f"{Item('x'):an}", lambda: Item("x", fixed=1, aliases=2)):
        try:
            print(wrong())
        except Exception as error:
            print(type(error).__name__, error)


if __name__ == "__main__":
    main()
