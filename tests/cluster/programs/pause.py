"""Talks to every node, pauses, and talks to them again."""
import time

import midge


def square(i):
    return i * i


def main():
    print(sum(agent.join() for agent in midge.spawn_many(square, 50)))
    print("begun", flush=True)
    time.sleep(2)
    print(sum(agent.join() for agent in midge.spawn_many(square, 50)))


if __name__ == "__main__":
    main()
