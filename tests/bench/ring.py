# A token that goes round a ring of agents until its hops are used up.
import sys
import time

import midge


def member(root):
    following = midge.receive()
    while True:
        hops = midge.receive()
        if hops > 0:
            following.send(hops - 1)
        elif hops == 0:
            root.send(0)
        else:
            break


def main():
    size, hops = int(sys.argv[1]), int(sys.argv[2])
    members = [midge.spawn(member, midge.me()) for _ in range(size)]
    for i in range(size):
        members[i].send(members[(i + 1) % size])
    members[0].send(size)  # Once round: everyone has run.
    midge.receive()
    start = time.perf_counter()
    members[0].send(hops)
    midge.receive()
    print("seconds:", time.perf_counter() - start)
    print("result:", hops)
    for agent in members:
        agent.send(-1)


if __name__ == "__main__":
    main()
