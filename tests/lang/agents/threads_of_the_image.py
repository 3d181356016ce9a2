# Threads that modules start are over when the image is made, and to an agent, which
# has none of them, they have ended; those that still wait for work keep nobody waiting.
# expect: [False, False, False] 1 ['MainThread'] [6]
# expect: stopped None True ['own']
# expect: [False, False, False] 1 ['MainThread'] [6]
# expect: stopped None True ['own']
import concurrent.futures
import threading
import time

import midge

asked = threading.Semaphore(0)
done = []


def tick():
    while True:
        time.sleep(0.001)


def serve():
    while asked.acquire():
        done.append("served")


def add(numbers):
    time.sleep(0.01)
    done.append(sum(numbers))


daemon = threading.Thread(target=tick, daemon=True)
server = threading.Thread(target=serve)
adder = threading.Thread(target=add, args=([1, 2, 3],))
unstarted = threading.Thread(target=lambda: done.append("own"))
if __name__ != "__main__":
    for thread in (daemon, server, adder):
        thread.start()
    pool = concurrent.futures.ThreadPoolExecutor(2)
    assert pool.submit(len, "abc").result() == 3


def work():
    threads = daemon, server, adder
    print([thread.is_alive() for thread in threads], threading.active_count(),
          [thread.name for thread in threading.enumerate()], done)
    joined = [thread.join() for thread in threads][0]
    daemon.join(0.01)
    unstarted.start()
    unstarted.join()
    print("stopped" if "stopped" in repr(server) else repr(server), joined,
          threading.main_thread().is_alive(), done[1:])


def main():
    midge.spawn(work).join()
    midge.spawn(work).join()


if __name__ == "__main__":
    main()
