# Two agents on two nodes: round trips of a small message, or a flood.
import sys
import time

import midge


def echo():
    total = 0
    while True:
        sender, kind, value, text = midge.receive()
        if kind == "ping":
            sender.send(value + 1)
        elif kind == "flood":
            total += value
        else:
            break
    sender.send(total)


def trip(other, count, text):
    total = 0
    start = time.perf_counter()
    for i in range(count):
        other.send((midge.me(), "ping", i, text))
        total += midge.receive()
    return time.perf_counter() - start, total


def flood(other, count, text):
    start = time.perf_counter()
    for i in range(count):
        other.send((midge.me(), "flood", i, text))
    other.send((midge.me(), "end", 0, ""))
    total = midge.receive()
    return time.perf_counter() - start, total


def drive(verb, count):
    other = midge.spawn(echo, on="node-2")
    text = "x" * 64
    trip(other, 100, text)
    return (trip if verb == "trip" else flood)(other, count, text)


def main():
    verb, count = sys.argv[1], int(sys.argv[2])
    # The root may be on either node; these two are not on the same one.
    seconds, total = midge.spawn(drive, verb, count, on="node-1").join()
    print("seconds:", seconds)
    print("result:", total)


if __name__ == "__main__":
    main()
