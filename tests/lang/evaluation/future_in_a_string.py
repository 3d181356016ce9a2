# Source that is made at run time may begin with an import from __future__.
SOURCE = """
from __future__ import annotations

def f(x: undefined) -> 1 / 0: ...
"""

space = {}
exec(SOURCE, space)
print(space["f"].__annotations__, space["annotations"].compiler_flag > 0)
