# One agent sends as fast as it can, the other adds up.
import sys
import time

import midge


def counter(root):
    total = 0
    while True:
        value = midge.receive()
        if value is None:
            break
        total += value
    root.send(total)


def main():
    count = int(sys.argv[1])
    other = midge.spawn(counter, midge.me())
    start = time.perf_counter()
    for i in range(count):
        other.send(i)
    other.send(None)
    total = midge.receive()
    print("seconds:", time.perf_counter() - start)
    print("result:", total)


if __name__ == "__main__":
    main()
