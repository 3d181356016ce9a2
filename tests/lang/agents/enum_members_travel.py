# A member of an Enum that is sent is the receiver's own; so is what flags make up.
# expect: [True, True, True, True, True] {'red': True, 'both': True}
# expect: [True, True] [<Mode.R|W: 3>, <Mode.R|W: 3>] True
# expect: [1, 2, 3] 3 True first Color.BLUE
# expect: True True [<Mark.C: 99>, <Text.A: 'a'>] True
# expect: the same: [True, True, True, True, True, True]
import enum

import midge


class Color(enum.Enum):
    RED = 1
    GREEN = 2
    BLUE = 3
    CRIMSON = 1

    def next(self):
        return Color(self.value % 3 + 1)


class Level(enum.IntEnum):
    LOW = 1
    HIGH = 1 << 40


class Mode(enum.Flag):
    R = 1
    W = 2
    X = 8


class Bits(enum.IntFlag):
    A = 1
    B = 2


class Text(str, enum.Enum):
    A = "a"


class Mark(enum.Enum):
    A = [1, 2]
    B = None
    C = 99


class Box:
    class Inner(enum.Enum):
        ONE = "one"


def look(red, both, plain, table, many):
    print([red is Color.RED, plain is Level.HIGH, both is Mode.R | Mode.W,
           table["bits"] is Bits.A | Bits.B, table["none"] is Mode(0)],
          {"red": red is Color.CRIMSON, "both": Mode.R in both})
    some = Mode.R | Mode.X
    print([some is Mode(9), ~both is Mode.X], [both, table["both"]],
          both is table["both"])
    print([table[color] for color in Color], len(table["set"]),
          all(color in table["set"] for color in Color), table[Level.LOW],
          red.next().next())
    print(table["inner"] is Box.Inner.ONE, many[2] is Mark.A and many[3] is Mark.B,
          many[:2], many[1] == "a")
    return [red, both, plain, Mode.W | Mode.X, many[1], Box.Inner.ONE]


def main():
    table = {Color.RED: 1, Color.GREEN: 2, Color.BLUE: 3, "set": set(Color),
             "bits": Bits.A | Bits.B, "none": Mode(0), "both": Mode.R | Mode.W,
             Level.LOW: "first", "inner": Box.Inner.ONE}
    many = [Mark.C, Text.A, Mark.A, Mark.B]
    back = midge.spawn(look, Color.RED, Mode.R | Mode.W, Level.HIGH, table, many).join()
    here = [Color.RED, Mode.R | Mode.W, Level.HIGH, Mode.W | Mode.X, Text.A,
            Box.Inner.ONE]
    print("the same:", [a is b for a, b in zip(back, here)])


if __name__ == "__main__":
    main()
