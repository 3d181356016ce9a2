# Something of everything that metrics measure, until it is killed.
import time

import midge


def answer():
    while True:
        sender, value = midge.receive()
        sender.send(value)


def talk(peer):
    while True:
        for i in range(50):
            peer.send((midge.me(), [i] * 10))
            midge.receive()
        time.sleep(0.05)


def wait_in_line(door):
    while True:
        with door:
            time.sleep(0.01)


def make_garbage():
    while True:
        kept = []
        for i in range(2000):
            kept.append([str(i), {i: kept[-1:]}])
        time.sleep(0.05)


def end(i):
    if i % 2:
        raise ValueError(i)
    return i


def main():
    door = midge.Semaphore(1)
    box = midge.Mailbox()
    nodes = ["node-1", "node-2", "node-3"]
    for n, node in enumerate(nodes):
        peer = midge.spawn(answer, on=nodes[(n + 1) % 3])
        midge.spawn(talk, peer, on=node)
        midge.spawn(talk, midge.spawn(answer, on=node), on=node)
        for _ in range(3):
            midge.spawn(wait_in_line, door, on=node)
        midge.spawn(make_garbage, on=node)
    print("running", flush=True)
    while True:
        box.send("unread")
        for n, node in enumerate(nodes):
            midge.spawn(end, n, on=node)
            midge.spawn(end, n + 1, on=node)
            midge.spawn(answer, on=node).kill()
        time.sleep(0.2)


if __name__ == "__main__":
    main()
