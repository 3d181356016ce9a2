import midge


def holder(door, inside):
    with door:
        inside.send("in")
        midge.receive()


def crasher(door, inside):
    with door:
        inside.send("in")
        1 / 0


def main():
    door, inside = midge.Semaphore(1), midge.Mailbox()
    agent = midge.spawn(holder, door, inside)
    inside.receive(timeout=5)
    try:
        door.acquire(timeout=0.02)
    except TimeoutError:
        print("held")  # expect: held
    agent.kill()
    door.acquire(timeout=5)
    print("given back")  # expect: given back
    door.release()
    agent = midge.spawn(crasher, door, inside)
    inside.receive(timeout=5)
    with door:
        print("given back again")  # expect: given back again


if __name__ == "__main__":
    main()
