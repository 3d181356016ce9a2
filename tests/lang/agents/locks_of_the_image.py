# Locks, semaphores and conditions that a module made are each agent's own.
# expect: ['done 0', 'done 1', 'done 2']
# expect: main
import threading

import midge

lock = threading.Lock()
recursive = threading.RLock()
permits = threading.Semaphore(2)
changed = threading.Condition()
begun = threading.Event()
local = threading.local()


def use(n, answers):
    with lock:
        assert lock.locked() and not lock.acquire(blocking=False)
    with lock, recursive, recursive, permits, permits, changed:
        assert not permits.acquire(blocking=False)
        changed.notify_all()
    assert not lock.locked() and not begun.is_set()
    ended = []

    def wait():
        with changed:
            changed.wait_for(lambda: ended)
        ended.append(begun.wait())

    waiter = threading.Thread(target=wait)
    waiter.start()
    with changed:
        ended.append(n)
        changed.notify()
    begun.set()
    waiter.join()
    local.n = n
    answers.send(f"done {n}" if ended == [n, True] else ended)


def main():
    answers = midge.Mailbox()
    with lock:
        for n in range(3):
            midge.spawn(use, n, answers)
    print(sorted(answers.receive() for _ in range(3)))
    use(0, answers)
    print("main", end="\n" if answers.receive() == "done 0" else "?")


if __name__ == "__main__":
    main()
