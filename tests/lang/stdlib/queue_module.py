import queue
import threading

q = queue.Queue()
results = []


def consumer():
    while True:
        item = q.get()
        if item is None:
            break
        results.append(item * item)


threads = [threading.Thread(target=consumer) for _ in range(4)]
for thread in threads:
    thread.start()
for n in range(100):
    q.put(n)
for _ in threads:
    q.put(None)
for thread in threads:
    thread.join()
print(len(results), sum(results), q.empty(), q.qsize())
try:
    q.get(timeout=0.01)
except queue.Empty:
    print("empty")
try:
    q.get_nowait()
except queue.Empty:
    print("empty")
small = queue.Queue(maxsize=1)
small.put("a")
print(small.full())
try:
    small.put("b", timeout=0.01)
except queue.Full:
    print("full")
print(small.get())
