# Agents that are parked on their inbox; the runner weighs the process twice.
import sys
import time

import midge


def parked(i, ready):
    ready.release()
    midge.receive()


def main():
    count = int(sys.argv[1])
    ready = midge.Semaphore(0)
    midge.spawn(parked, 0, ready)  # The image exists before the first weighing.
    ready.acquire()
    print("before", flush=True)
    time.sleep(1)
    agents = midge.spawn_many(parked, count, ready)
    for _ in range(count):
        ready.acquire()
    print("parked", flush=True)
    time.sleep(60)  # The runner ends the process.


if __name__ == "__main__":
    main()
