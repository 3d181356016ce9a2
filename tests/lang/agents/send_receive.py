import midge


def echo():
    while True:
        sender, value = midge.receive()
        if value is None:
            return "done"
        sender.send(("echo", value))


def main():
    agent = midge.spawn(echo)
    values = [1, -2.5, "text", b"bytes", None.__class__.__name__, (1, [2, {3}]),
              {"k": [1, 2]}, 2 ** 100, True, range(5)]
    for value in values:
        agent.send((midge.me(), value))
    got = [midge.receive()[1] for _ in values]
    print(got == values)  # expect: True
    print(got[5:8])  # expect: [(1, [2, {3}]), {'k': [1, 2]}, 1267650600228229401496703205376]
    agent.send((midge.me(), None))
    print(agent.join())  # expect: done


if __name__ == "__main__":
    main()
