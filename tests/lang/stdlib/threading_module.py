import threading
import time

log = []
lock = threading.Lock()


def work(n, tag="t"):
    for _ in range(50):
        with lock:
            log.append((tag, n))


threads = [threading.Thread(target=work, args=(n,), kwargs={"tag": "x"})
           for n in range(10)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(len(log), sorted(set(log)), threads[0].is_alive())
event = threading.Event()
seen = []


def waiter(n):
    event.wait()
    seen.append(n)


waiters = [threading.Thread(target=waiter, args=(n,)) for n in range(5)]
for thread in waiters:
    thread.start()
print(event.is_set(), event.wait(0.01), seen)
event.set()
for thread in waiters:
    thread.join()
print(sorted(seen), event.wait())
gate = threading.Semaphore(2)
inside, most = 0, 0


def limited():
    global inside, most
    with gate:
        inside += 1
        most = max(most, inside)
        time.sleep(0.001)
        inside -= 1


crowd = [threading.Thread(target=limited) for _ in range(10)]
for thread in crowd:
    thread.start()
for thread in crowd:
    thread.join()
print(most, gate.acquire(blocking=False), lock.locked(), lock.acquire(timeout=1))
lock.release()
