import midge


def returns():
    return 5


def raises():
    raise ValueError("why")


def waits():
    midge.receive()


def main():
    for body in (returns, raises, waits):
        agent = midge.spawn(body)
        midge.monitor(agent)
        if body is waits:
            agent.kill()
        message = midge.receive(timeout=5)
        print(type(message).__name__, message.agent == agent)
    # expect: Exit True
    # expect: Exit True
    # expect: Exit True
    midge.monitor(agent)  # It ended long ago.
    print(type(midge.receive(timeout=5)).__name__)  # expect: Exit


if __name__ == "__main__":
    main()
