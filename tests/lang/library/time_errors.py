# What time refuses: years past a C int, fields out of range, wrong types.
import time

PLAIN = (2001, 2, 3, 4, 5, 6, 7, 8, 0)


def attempt(function, *args):
    try:
        print(function.__name__, function(*args))
    except (TypeError, ValueError, OverflowError) as error:
        print(function.__name__, type(error).__name__, error)


for year in (2**31 - 1, 2**31, -2**31 + 1900, -2**31 + 1899, -2**31 - 1):
    attempt(time.asctime, (year,) + PLAIN[1:])
    attempt(time.strftime, "%Y", (year,) + PLAIN[1:])
for index, value in ((1, 13), (2, 32), (3, 24), (4, 60), (5, 62), (7, 367),
                     (6, -2), (1, -1), (8, 2**40), (3, "4"), (3, 4.0)):
    fields = list(PLAIN)
    fields[index] = value
    attempt(time.strftime, "%c", tuple(fields))
attempt(time.strftime, "%S\0", PLAIN)
attempt(time.strftime, b"%S", PLAIN)
attempt(time.strftime, "%S", PLAIN[:8])
attempt(time.asctime, 5)
attempt(time.get_clock_info, "wall")

# Processor time passes with work, not with sleep.
before = time.process_time(), time.thread_time()
time.sleep(0.2)
print(time.process_time() - before[0] < 0.15,
      time.thread_time() - before[1] < 0.15)
before = time.process_time_ns()
while time.process_time_ns() - before < 1000000:
    pass
print(isinstance(before, int))


class Index:
    def __index__(self):
        return 0


class Float(float):
    def __float__(self):
        return 5.0


class Convertible:
    def __float__(self):
        return 0.0


for args in ((), (0, 1), ("a",), (None,), (-1,), (-1e-10,), (-0.0,), (True * 0,),
             (float("nan"),), (float("inf"),), (-float("inf"),), (1e20,),
             (10**10,), (-10**10,), (2**70,), (-2**70,), (Index(),),
             (Float(0.0),), (Float("nan"),), (Float(-1),), (1j,)):
    attempt(time.sleep, *args)
try:
    time.sleep(Convertible())
except TypeError as error:
    print(error)
try:
    time.sleep(seconds=0)
except TypeError as error:
    print(error)
