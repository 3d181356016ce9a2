import midge


def adder(n):
    def add(x):
        return x + n
    return add


def apply():
    parent, function, value = midge.receive()
    parent.send(function(value))


def main():
    for function in (adder(10), lambda x: x * 3, len, abs):
        agent = midge.spawn(apply)
        agent.send((midge.me(), function, "ab" if function is len else -4))
        print(midge.receive())
    # expect: 6
    # expect: -12
    # expect: 2
    # expect: 4
    n = 5
    print(midge.spawn(lambda: n + 1).join())  # expect: 6


if __name__ == "__main__":
    main()
