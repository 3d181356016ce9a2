"""Threads, as in 1999: fifteen hundred of them at once, and then some.

    ./dev run examples/threads.py [COUNT]

Every thread has a frame stack of its own and runs a fixed number of opcodes
before the next one has its turn.  Nobody waits politely here: each thread just
counts, and all of them get there together.
"""

import sys

import midge


def count(number, goal, progress):
    for _ in range(goal):
        progress[number] += 1     # threads of one agent share its heap
    return number


def main():
    threads = int(sys.argv[1]) if len(sys.argv) > 1 else 1500
    goal = 200
    progress = [0] * threads
    running = [midge.thread(count, i, goal, progress) for i in range(threads)]
    returned = [thread.join() for thread in running]
    assert returned == list(range(threads))
    assert progress == [goal] * threads
    print(f"{threads} threads counted to {goal} each: {sum(progress)} in all")


if __name__ == "__main__":
    main()
