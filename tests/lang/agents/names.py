import midge


def queen():
    midge.receive()


def main():
    agent = midge.spawn(queen, name="queen")
    print(midge.lookup("queen") == agent)  # expect: True
    box = midge.Mailbox(name="jobs")
    midge.lookup("jobs").send(7)
    print(box.receive())  # expect: 7
    permit = midge.Semaphore(1, name="door")
    midge.lookup("door").acquire()
    try:
        permit.acquire(timeout=0.01)
    except TimeoutError:
        print("one door")  # expect: one door
    for make in (lambda: midge.Mailbox(name="jobs"),
                 lambda: midge.Semaphore(name="queen"),
                 lambda: midge.spawn(queen, name="door")):
        try:
            make()
        except ValueError:
            print("taken")
    # expect: taken
    # expect: taken
    # expect: taken
    agent.kill()


if __name__ == "__main__":
    main()
