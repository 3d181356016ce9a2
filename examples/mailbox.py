"""A mailbox in a few lines of Python over a semaphore, as it was in 1999.

    ./dev run examples/mailbox.py

midge.Mailbox does this across nodes.  Between the threads of one agent a list
and a semaphore are enough, because pre-emption never splits a single opcode's
work: append() and pop() are whole.
"""

import midge


class Mailbox:
    def __init__(self):
        self._messages = []
        self._waiting = midge.Semaphore(0)   # one permit for each message

    def send(self, message):
        self._messages.append(message)
        self._waiting.release()

    def receive(self):
        self._waiting.acquire()
        return self._messages.pop(0)


def squarer(requests, answers):
    while True:
        number = requests.receive()
        if number is None:
            return
        answers.send((number, number * number))


def main():
    requests, answers = Mailbox(), Mailbox()
    workers = [midge.thread(squarer, requests, answers) for _ in range(3)]
    for number in range(10):
        requests.send(number)
    squares = dict(answers.receive() for _ in range(10))
    for _ in workers:
        requests.send(None)
    for worker in workers:
        worker.join()
    for number in sorted(squares):
        print(number, squares[number])


if __name__ == "__main__":
    main()
