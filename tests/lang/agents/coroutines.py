# A coroutine may wait for messages: it parks with its thread, collected and all.
import midge


class Message:
    def __await__(self):
        yield "asks"
        return midge.receive(timeout=10)


async def two():
    return [await Message(), await Message()]


def drive(coroutine):
    asked = 0
    try:
        while True:
            coroutine.send(None)
            asked += 1
    except StopIteration as stop:
        return asked, stop.value


def agent():
    return drive(two())


def main():
    other = midge.spawn(agent)
    other.send("first")
    other.send(["second"])
    print(other.join())  # expect: (2, ['first', ['second']])
    c = two()
    try:
        other.send(c)
    except TypeError as e:
        print(e)  # expect: cannot send a coroutine: it lives in its agent
    c.close()


if __name__ == "__main__":
    main()
