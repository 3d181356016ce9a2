# A pool of threads, closed or not: its threads end with the program.
# gc every: 8192
import threading
from concurrent.futures import ThreadPoolExecutor, as_completed, wait

with ThreadPoolExecutor(max_workers=4) as pool:
    print(list(pool.map(lambda x: x * x, range(10))))
    futures = [pool.submit(pow, i, 2) for i in range(5)]
    print(sorted(future.result() for future in as_completed(futures)))
    print(repr(pool.submit(lambda: 1 / 0).exception()))
    gate = threading.Event()
    try:
        pool.submit(gate.wait).result(timeout=0.01)
    except TimeoutError:
        print("timed out")
    gate.set()
    done, rest = wait([pool.submit(len, "abc")])
    print([future.result() for future in done], rest)
try:
    pool.submit(print)
except RuntimeError as e:
    print(e)

left_open = ThreadPoolExecutor(2)
future = left_open.submit(sum, [1, 2])
print(future.result())
future.add_done_callback(lambda done: print("done", done.result()))
