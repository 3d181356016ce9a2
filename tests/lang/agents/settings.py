# What module sys sets is the agent's own; a new agent begins as the image's
# modules left it.
import sys

import midge

sys.setrecursionlimit(1234)
sys.set_int_max_str_digits(5000)


def settings():
    return sys.getrecursionlimit(), sys.get_int_max_str_digits()


def change():
    sys.setrecursionlimit(999)
    sys.set_int_max_str_digits(0)
    midge.receive()
    return settings(), len(str(10 ** 9000))


def main():
    print(settings())  # expect: (1234, 5000)
    changed = midge.spawn(change)
    print(midge.spawn(settings).join())  # expect: (1234, 5000)
    sys.set_int_max_str_digits(640)
    print(midge.spawn(settings).join())  # expect: (1234, 5000)
    changed.send("go on")
    print(changed.join())  # expect: ((999, 0), 9001)
    print(settings())  # expect: (1234, 640)


if __name__ == "__main__":
    main()
