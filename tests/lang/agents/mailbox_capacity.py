import midge


def producer(box, log):
    for i in range(6):
        box.send(i)
        log.send(i)


def main():
    box, log = midge.Mailbox(capacity=2), midge.Mailbox()
    midge.spawn(producer, box, log)
    print([log.receive(timeout=5), log.receive(timeout=5)])  # expect: [0, 1]
    try:
        log.receive(timeout=0.05)
    except TimeoutError:
        print("the sender is parked")  # expect: the sender is parked
    print([box.receive() for _ in range(6)])  # expect: [0, 1, 2, 3, 4, 5]
    print([log.receive(timeout=5) for _ in range(4)])  # expect: [2, 3, 4, 5]


if __name__ == "__main__":
    main()
