# Locks, and what is made of them, are for the threads of one agent.
import queue
import threading

import midge


def main():
    refused = "cannot send a lock, or what holds one: it is for the threads of " \
        "its agent"
    for make in (threading.Lock, threading.RLock, threading.Condition,
                 threading.Event, threading.Semaphore, queue.Queue,
                 queue.SimpleQueue, lambda: threading.Barrier(2),
                 lambda: [{"held": threading.Lock()}]):
        try:
            midge.spawn(print, make())
            print("sent")
        except TypeError as error:
            print(str(error) == refused)
    # expect: True
    # expect: True
    # expect: True
    # expect: True
    # expect: True
    # expect: True
    # expect: True
    # expect: True
    # expect: True


if __name__ == "__main__":
    main()
