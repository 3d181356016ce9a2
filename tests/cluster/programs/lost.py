import midge
import time


def host(root):
    """Lives on the node that will be lost, and holds what others wait for."""
    box = midge.Mailbox()
    full = midge.Mailbox(capacity=1)
    full.send("stays")
    locked = midge.Semaphore(0)
    root.send((midge.me(), box, full, locked))
    midge.receive()


def wait(name, action):
    begun = time.monotonic()
    try:
        action()
        print(name, "returned", flush=True)
    except midge.NodeLost:
        print(name, "NodeLost", flush=True)
    except BaseException as error:
        print(name, type(error).__name__, error, flush=True)


def holder(door, ready):
    with door:
        ready.send("held")
        midge.receive()


def main():
    midge.spawn(host, midge.me(), on="node-3")
    agent, box, full, locked = midge.receive()
    mine = midge.Semaphore(1)
    midge.spawn(holder, mine, midge.me(), on="node-3")
    assert midge.receive() == "held"
    midge.monitor(agent)
    threads = [
        midge.thread(wait, "join", agent.join),
        midge.thread(wait, "receive", box.receive),
        midge.thread(wait, "timed receive", lambda: box.receive(timeout=60)),
        midge.thread(wait, "full send", lambda: full.send(1)),
        midge.thread(wait, "acquire", locked.acquire),
        midge.thread(wait, "permit of the dead", mine.acquire),
    ]
    print("begun", flush=True)
    note = midge.receive()
    print("monitor", type(note).__name__, flush=True)
    for thread in threads:
        thread.join()
    wait("spawn", lambda: midge.spawn(print, on="node-3"))
    wait("send", lambda: box.send(1))
    wait("agent send", lambda: agent.send(1))
    print("others", midge.spawn(pow, 2, 10).join(), flush=True)


if __name__ == "__main__":
    main()
