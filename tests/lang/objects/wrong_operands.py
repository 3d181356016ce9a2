# What is said of operands that do not go together, of places and numbers.


class C:
    def method(self):
        pass


def show(statement):
    names = {"C": C, "t": "", "u": (1,), "v": [], "b": b"", "a": bytearray()}
    try:
        exec(statement, names)
    except Exception as e:
        print(statement, type(e).__name__, e)


for left in "tuvba":
    for right in ("str", "C", "C()", "1", "None"):
        show(f"{left} += {right}")
        show(f"{left} + {right}")
for owner in ("str", "C()", "C", "print", "(x for x in ())", "slice(1)",
              "C.method", "NotImplemented", "...", "{1}", "{}.keys()",
              "object()", "1", "'a'", "b''", "(1,)", "range(3)"):
    show(f"del {owner}[1]")
    show(f"del {owner}['a']")
for source in ("'a'", "5", "[1, 2]", "(3,)", "None", "C()", "{1: 2}", "[300]"):
    show(f"print(int.from_bytes({source}))")
for call in ("'abc'.find(1, 'x')", "b'abc'.find('a', 'x')", "b'abc'.count(-1)",
             "bytearray().find(-1, ['b'])", "'abc'.index(None, 0, [])"):
    show(call)
