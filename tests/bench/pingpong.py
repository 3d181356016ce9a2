# Two agents, one ball.
import sys
import time

import midge


def pong(root):
    while True:
        value = midge.receive()
        root.send(value + 1)
        if value < 0:
            break


def main():
    count = int(sys.argv[1])
    other = midge.spawn(pong, midge.me())
    other.send(0)
    midge.receive()
    total = 0
    start = time.perf_counter()
    for i in range(count):
        other.send(i)
        total += midge.receive()
    print("seconds:", time.perf_counter() - start)
    print("result:", total)
    other.send(-1)


if __name__ == "__main__":
    main()
