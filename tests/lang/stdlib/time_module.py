import time

start = time.time()
mono = time.monotonic()
time.sleep(0.02)
print(time.time() > start, 0.02 <= time.monotonic() - mono < 5)
print(time.perf_counter() <= time.perf_counter(), time.time_ns() > 10 ** 18)
time.sleep(0)
try:
    time.sleep(-1)
except ValueError as error:
    print(error)
