"""Floods between two nodes in both directions, small messages among big ones.
Prints what came wrongly, and "once and in order" when nothing did."""
import sys

import midge

COUNT = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
LANES = 4


def pour(lane, into, count):
    for i in range(count):
        into.send((lane, i, "x" * (200_000 if i % 250 == 249 else 20)))


def drain(box, count):
    expected = {}
    wrong = []
    for _ in range(count):
        lane, i, text = box.receive(timeout=60)
        if i != expected.get(lane, 0):
            wrong.append((lane, i))
        if len(text) != (200_000 if i % 250 == 249 else 20):
            wrong.append((lane, i, len(text)))
        expected[lane] = i + 1
    return wrong


def far_end(root, count):
    box = midge.Mailbox()
    root.send(box)
    return drain(box, LANES * count)


def main():
    here = midge.Mailbox()
    far = midge.spawn(far_end, midge.me(), COUNT, on="node-2")
    there = midge.receive()
    for lane in range(LANES):
        midge.spawn(pour, lane, there, COUNT, on="node-1")
        midge.spawn(pour, lane, here, COUNT, on="node-2")
    print("begun", flush=True)
    wrong = drain(here, LANES * COUNT) + far.join(timeout=60)
    print(wrong or "once and in order")


if __name__ == "__main__":
    main()
