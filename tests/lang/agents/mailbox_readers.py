import midge


def reader(box, done):
    count = 0
    while box.receive() is not None:
        count += 1
    done.send(count)


def main():
    box, done = midge.Mailbox(), midge.Mailbox()
    for _ in range(5):
        midge.spawn(reader, box, done)
    for i in range(200):
        box.send(i)
    for _ in range(5):
        box.send(None)
    print(sum(done.receive() for _ in range(5)))  # expect: 200


if __name__ == "__main__":
    main()
