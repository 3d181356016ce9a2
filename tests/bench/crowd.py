# What one more agent, one more message costs when there are many agents.
#
# With `weigh` it parks them and waits for the runner; with `spawn`, `wake` and
# `chat` it measures: how long they take to be born and park; a message to each,
# answered; and two of them that talk while the others are parked.
import sys
import time

import midge


def parked(i, ready):
    ready.release()
    while midge.receive() is not None:
        ready.release()


def pong():
    while True:
        agent, value = midge.receive()
        agent.send(value)


def chat(count):
    other = midge.spawn(pong)
    me = midge.me()
    for i in range(count):
        other.send((me, i))
        midge.receive()
    other.kill()


def main():
    verb, count, chats = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    ready = midge.Semaphore(0)
    midge.spawn(parked, 0, ready).send(None)
    ready.acquire()
    start = time.perf_counter()
    agents = midge.spawn_many(parked, count, ready)
    for _ in range(count):
        ready.acquire()
    if verb != "spawn":
        start = time.perf_counter()
    if verb == "wake":
        for agent in agents:
            agent.send(0)
        for _ in range(count):
            ready.acquire()
    if verb == "chat":
        chat(chats)
    print("seconds:", time.perf_counter() - start)
    print("result:", count)
    sys.stdout.flush()


if __name__ == "__main__":
    main()
