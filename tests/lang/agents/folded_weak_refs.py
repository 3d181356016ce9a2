# A parked agent keeps its weak references and finalizers.
import gc
import midge
from _weakref import ref


class Thing:
    def __del__(self):
        midge.lookup("log").send("died")


def holder(out):
    thing = Thing()
    weak = ref(thing)
    for _ in range(3):
        midge.receive()  # A turn of its own for each message.
        out.send(weak() is thing)
    thing = None
    gc.collect()
    for _ in range(3):
        midge.receive()
        out.send(weak() is None)


def main():
    out = midge.Mailbox()
    log = midge.Mailbox(name="log")
    agent = midge.spawn(holder, out)
    answers = []
    for _ in range(6):
        agent.send(0)
        answers.append(out.receive())
    print(answers, log.receive())


if __name__ == "__main__":
    main()

# expect: [True, True, True, True, True, True] died
