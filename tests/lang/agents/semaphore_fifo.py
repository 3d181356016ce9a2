import midge


def waiter(n, door, log, parked):
    parked.send(n)
    door.acquire()
    log.send(n)
    door.release()


def main():
    door, log, parked = midge.Semaphore(1), midge.Mailbox(), midge.Mailbox()
    door.acquire()
    for n in range(8):
        midge.spawn(waiter, n, door, log, parked)
        parked.receive()
        try:
            midge.receive(timeout=0.01)  # Until it stands at the door.
        except TimeoutError:
            pass
    door.release()
    print([log.receive(timeout=5) for _ in range(8)])
    # expect: [0, 1, 2, 3, 4, 5, 6, 7]
    door.release(3)
    for _ in range(4):
        door.acquire(timeout=5)
    print("four permits")  # expect: four permits


if __name__ == "__main__":
    main()
