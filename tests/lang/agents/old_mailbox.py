# The mailbox of 1999: a few lines of Python over a semaphore.
import midge


class Mailbox:
    def __init__(self):
        self.contents = []
        self.ready = midge.Semaphore(0)

    def send(self, value):
        self.contents.append(value)
        self.ready.release()

    def receive(self):
        self.ready.acquire()
        return self.contents.pop(0)


def producer(box):
    for n in range(5):
        box.send(n)


def main():
    box = Mailbox()
    midge.thread(producer, box)
    print([box.receive() for _ in range(5)])  # expect: [0, 1, 2, 3, 4]


if __name__ == "__main__":
    main()
