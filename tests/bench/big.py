# Agents that each ask random others, one at a time, and answer who asks them.
import sys
import time

import midge


def asker(i, asks, done):
    everyone = midge.receive()
    while isinstance(everyone, midge.Agent):  # It has its list, and asks.
        everyone.send(0)
        everyone = midge.receive()
    me = midge.me()
    size = len(everyone)
    seed = (i + 1) * 7919
    left = asks
    seed = seed * 16807 % 2147483647
    everyone[(seed >> 8) % size].send(me)
    while True:
        message = midge.receive()
        if message is None:
            break
        if message != 0:
            message.send(0)
            continue
        left -= 1
        if left == 0:
            done.release()
            continue
        seed = seed * 16807 % 2147483647
        everyone[(seed >> 8) % size].send(me)


def main():
    size, asks = int(sys.argv[1]), int(sys.argv[2])
    done = midge.Semaphore(0)
    everyone = midge.spawn_many(asker, size, asks, done)
    start = time.perf_counter()
    for agent in everyone:
        agent.send(everyone)
    for _ in range(size):
        done.acquire()
    print("seconds:", time.perf_counter() - start)
    print("result:", size * asks)
    for agent in everyone:
        agent.send(None)


if __name__ == "__main__":
    main()
