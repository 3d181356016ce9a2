# __main__ is the entry in agents, too: importing it does not run it again.
# expect: run as __main__
# expect: True True 7
# expect: ['changed']
import sys

import midge

seen = []
print("run as", __name__)


def work():
    import __main__
    print(__main__ is sys.modules[__name__], __main__.work is work, __main__.seven)
    __main__.seen.append("changed")
    print(seen)


seven = 7
if __name__ == "__main__":
    midge.spawn(work).join()
