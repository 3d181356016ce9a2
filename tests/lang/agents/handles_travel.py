import midge


def make(parent):
    box = midge.Mailbox()
    parent.send((midge.me(), box))
    parent.send(box.receive())


def relay(targets):
    for target in targets:
        target.send("hello")


def main():
    agent = midge.spawn(make, midge.me())
    handle, box = midge.receive()
    print(handle == agent, handle in {agent})  # expect: True True
    midge.spawn(relay, [box]).join()
    print(midge.receive())  # expect: hello
    print(midge.spawn(midge.me).join() == agent)  # expect: False


if __name__ == "__main__":
    main()
