# Patterns with hundreds of parts, and patterns inside patterns, deep down.
from collections import OrderedDict


class Node:
    __match_args__ = ("value", "next")

    def __init__(self, value, next=None, **more):
        self.value = value
        self.next = next
        self.__dict__.update(more)


def build(pattern, result, guard=""):
    names = {"Node": Node}
    exec(f"def test(x):\n  match x:\n    case {pattern}{guard}:\n"
         f"      return {result}\n    case _:\n      return 'no'\n", names)
    return names["test"]


many = [f"x{i}" for i in range(300)]
total = "sum([" + ", ".join(many) + "])"
test = build("[" + ", ".join(many) + "]", total)
print(test(list(range(300))), test(tuple(range(300))), test(range(299)))
test = build("[" + ", ".join(many[:200]) + ", *rest, last]",
             "(x0, x199, rest, last)")
print(test(list(range(205))), test(list(range(201))), test([1]))
test = build("[*_, " + ", ".join(many[:100]) + "]", "(x0, x99)")
print(test(range(500)), test([]))
test = build("[" + ", ".join(many[:100]) + ", *_]", "(x0, x99)")
print(test(range(500)), test([]))
test = build("{" + ", ".join(f"{i}: x{i}" for i in range(300)) + ", **rest}",
             "(" + total + ", rest)")
print(test(OrderedDict((i, i) for i in range(302))), test({1: 2}))
test = build("Node(" + ", ".join(f"a{i}=x{i}" for i in range(300)) + ")", total)
print(test(Node(0, **{f"a{i}": i for i in range(300)})), test(Node(1)))

# Deep ones.
for depth in (60, 190):
    value = key = chain = 7
    for i in range(depth):
        value = [i, value, -i]
        key = {1: key, 2: i}
        chain = Node(i, chain)
    test = build("[_, " * depth + "deep" + ", _]" * depth, "deep")
    print(test(value), test([1, 2, 3]))
    test = build("{1: " * depth + "deep" + "}" * depth, "deep")
    print(test(key), test({1: {}}))
    test = build("Node(_, " * depth + "deep" + ")" * depth, "deep")
    print(test(chain), test(Node(1, 2)))
    names = [f"n{i}" for i in range(depth)]
    test = build("".join(f"[{n}, " for n in names) + "deep"
                 + "".join(f", l{n}]" for n in reversed(names)),
                 f"(n0, ln0, n{depth - 1}, deep)")
    print(test(value), test([]))

# Alternatives bring the same names, and what failed leaves nothing.
left = "[0, " + ", ".join(many[:40]) + "]"
right = "[" + ", ".join(many[:40]) + ", 0]"
test = build(f"({left} | {right}) as whole", "(x0, x39, len(whole))",
             " if x0 != 5")
print(test([0] + list(range(1, 41))), test(list(range(1, 41)) + [0]))
print(test([0] + [5] * 40), test([1] * 41))
try:
    build(f"[{', '.join(many[:60])}, x3]", "1")
except SyntaxError as e:
    print(e.msg)
try:
    build(f"[{', '.join(many[:60])}] | [y]", "1")
except SyntaxError as e:
    print(e.msg)
test = build(" | ".join(str(i) for i in range(1000)), "'small'")
print(test(999), test(1000))


# Beside many locals, and in a loop.
source = "def crowded(xs):\n"
source += "".join(f"  v{i} = {i}\n" for i in range(125))
source += "  for x in xs:\n    match x:\n"
source += "      case [a, [b, {'k': [c, d]}], *e] if a:\n"
source += "        yield a, b, c, d, e, v124\n"
source += "      case Node(a, Node(b, Node(c, None))):\n        yield a, b, c\n"
names = {"Node": Node}
exec(source, names)
print(list(names["crowded"]([[1, [2, {"k": [3, 4]}], 5], [0, [2, {}]],
                             Node(1, Node(2, Node(3)))])))
