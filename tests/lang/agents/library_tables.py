# gc every: 65536
# Modules of the library whose tables have classes for keys work in every agent.
# expect: 0.3333333333333333333333333333 1.4142135623730950488 3.50
# expect: <class 'decimal.DivisionByZero'> <class 'decimal.InvalidOperation'> 1E+3
# expect: 5/6 -1/3 Fraction(22, 7)
# expect: 2.5 2.0 1.2909944487358056 Fraction(1, 2)
# expect: Mode.R|W 7 Mode.X [<Mode.R: 1>, <Mode.X: 4>] Color.C17
# expect: Point(x=1, y=[2]) (1, [2]) {'x': 1, 'y': [2]} Point(x=5, y=[2]) True
# expect: ['list', 'dict', 'int', 'other']
# expect: {"a": [1, 2.5, null]} {'deep': (1, [2])} True
# expect: 3 agents say the same
import copy
import dataclasses
import decimal
import enum
import fractions
import functools
import json
import statistics

import midge

Color = enum.Enum("Color", [f"C{i}" for i in range(20)])
names = {color: color.name for color in Color}


class Mode(enum.Flag):
    R = 1
    W = 2
    X = 4


@dataclasses.dataclass
class Point:
    x: int
    y: list = dataclasses.field(default_factory=list)


@functools.singledispatch
def kind(value):
    return "other"


for cls in (int, list, dict, set, frozenset, tuple, str, bytes, bytearray, type, range):
    kind.register(cls, lambda value, name=cls.__name__: name)


def decimals():
    D = decimal.Decimal
    with decimal.localcontext() as context:
        context.prec = 20
        root = D(2).sqrt()
    yield f"{D(1) / 3} {root} {D('3.499').quantize(D('0.01'))}"
    seen = []
    for make in (lambda: D(1) / 0, lambda: D(0) / 0):
        try:
            make()
        except decimal.DecimalException as e:
            seen.append(type(e))
    context = decimal.Context(prec=1, traps=[])
    yield f"{seen[0]} {seen[1]} {context.create_decimal('999')}"


def report():
    F = fractions.Fraction
    yield from decimals()
    yield f"{F(1, 2) + F(1, 3)} {F(-2, 6)} {F(3.142857).limit_denominator(10)!r}"
    mean = statistics.mean([1, 2, 3, 4])
    mode = statistics.median_low([1, 2, 3, 4])
    deviation = statistics.stdev([1, 2, 3, 4])
    yield f"{mean} {float(mode)} {deviation} {statistics.mean([F(1, 3), F(2, 3)])!r}"
    mode = Mode.R | Mode.W
    color = [c for c in Color if names[c] == "C17"][0]
    rest = [m for m in Mode if m in Mode.R | Mode.X]
    yield f"{mode} {(mode | Mode.X).value} {~mode} {rest} {color}"
    point = Point(1)
    point.y.append(2)
    as_dict = dataclasses.asdict(point)
    yield (f"{point} {dataclasses.astuple(point)} {as_dict} "
           f"{dataclasses.replace(point, x=5)} {Point(1, [2]) == point}")
    yield str([kind([]), kind({}), kind(True), kind(1.5)])
    before = {"deep": (1, [2])}
    after = copy.deepcopy(before)
    yield (f"{json.dumps({'a': [1, 2.5, None]})} {after} "
           f"{after['deep'][1] is not before['deep'][1]}")


def work():
    return list(report())


def main():
    agents = [midge.spawn(work) for _ in range(3)]
    lines = work()
    print(*lines, sep="\n")
    print(sum(agent.join() == lines for agent in agents), "agents say the same")


if __name__ == "__main__":
    main()
