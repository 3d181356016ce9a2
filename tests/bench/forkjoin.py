# Agents that wait for one message and end: spawned one by one, then counted.
import sys
import time

import midge


def body(done):
    midge.receive()
    done.release()


def main():
    count = int(sys.argv[1])
    done = midge.Semaphore(0)
    midge.spawn(body, done).send(0)  # Makes the image.
    done.acquire()
    start = time.perf_counter()
    agents = [midge.spawn(body, done) for _ in range(count)]
    for i in range(count):
        agents[i].send(i)
    for _ in range(count):
        done.acquire()
    print("seconds:", time.perf_counter() - start)
    print("result:", count)


if __name__ == "__main__":
    main()
