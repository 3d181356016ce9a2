# Two agents on two nodes: round trips of a small message, then a flood.
import sys
import time

import midge


def echo(root):
    total = 0
    while True:
        kind, value, text = midge.receive()
        if kind == "ping":
            root.send(value + 1)
        elif kind == "flood":
            total += value
        else:
            break
    root.send(total)


def main():
    verb, count = sys.argv[1], int(sys.argv[2])
    other = midge.spawn(echo, midge.me(), on="node-2")
    text = "x" * 64
    total = 0
    for i in range(100):
        other.send(("ping", i, text))
        midge.receive()
    start = time.perf_counter()
    if verb == "trip":
        for i in range(count):
            other.send(("ping", i, text))
            total += midge.receive()
        seconds = time.perf_counter() - start
        other.send(("end", 0, ""))
        midge.receive()
    else:
        for i in range(count):
            other.send(("flood", i, text))
        other.send(("end", 0, ""))
        total = midge.receive()
        seconds = time.perf_counter() - start
    print("seconds:", seconds)
    print("result:", total)


if __name__ == "__main__":
    main()
