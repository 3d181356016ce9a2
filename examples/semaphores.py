"""Semaphores: a printer that only three may use at a time.

    ./dev run examples/semaphores.py

A semaphore holds a number of permits.  `with` takes one and gives it back, and
who waits is served in order of arrival.  It is a swarm-wide object: the handle
can be sent to any agent on any node.
"""

import time

import midge

USERS = 20
PRINTERS = 3


def user(number, printers, log):
    with printers:
        log.send(("takes", number))
        time.sleep(0.01)
        log.send(("returns", number))


def main():
    printers = midge.Semaphore(PRINTERS)
    log = midge.Mailbox()
    for number in range(USERS):
        midge.spawn(user, number, printers, log)

    printing = most = 0
    for _ in range(2 * USERS):
        what, number = log.receive(timeout=30)
        printing += 1 if what == "takes" else -1
        most = max(most, printing)
        assert 0 <= printing <= PRINTERS, printing
    print(f"{USERS} users, {PRINTERS} printers, at most {most} at work at once")


if __name__ == "__main__":
    main()
