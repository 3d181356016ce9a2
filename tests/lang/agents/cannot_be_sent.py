import midge


def generator():
    yield 1


def main():
    box = midge.Mailbox()
    for value in (generator(), [1, {"k": generator()}]):
        try:
            box.send(value)
        except TypeError as error:
            print("generator" in str(error))
    # expect: True
    # expect: True
    box.send("still works")
    print(box.receive())  # expect: still works


if __name__ == "__main__":
    main()
