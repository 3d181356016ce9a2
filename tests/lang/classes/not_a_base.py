# Types that take no subclass, and how they are named.
import re

for base in (bool, range, slice, type(None), type(len), type(lambda: 0),
             re.Match, re.Pattern, type((lambda: 0).__code__)):
    try:
        class Sub(base):
            pass
        print("made")
    except TypeError as e:
        print(e)
