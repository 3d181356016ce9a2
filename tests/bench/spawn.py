# Agents that end at once: spawned in one go, then counted.
import sys
import time

import midge


def short(i, done):
    done.release()


def main():
    count = int(sys.argv[1])
    done = midge.Semaphore(0)
    midge.spawn(short, 0, done)  # Makes the image.
    done.acquire()
    start = time.perf_counter()
    midge.spawn_many(short, count, done)
    for _ in range(count):
        done.acquire()
    print("seconds:", time.perf_counter() - start)
    print("result:", count)


if __name__ == "__main__":
    main()
