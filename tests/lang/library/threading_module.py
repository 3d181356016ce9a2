# Every class and function of threading, as far as it does not race.
# gc every: 2048
import sys
import threading
import time


def attempt(function, *args, **kwargs):
    try:
        print(function(*args, **kwargs))
    except Exception as e:
        print(type(e).__name__, e)


def shown(thing):
    return repr(thing).partition(" at ")[0]


lock = threading.Lock()
print(lock.acquire(), lock.locked(), lock.acquire(False), shown(lock))
print(lock.acquire(timeout=0.01), lock.acquire(True, 0.01))
lock.release()
print(lock.locked(), shown(lock))
attempt(lock.release)
attempt(lock.acquire, False, 1)
attempt(lock.acquire, True, -2)
attempt(lock.acquire, True, 1e12)
with lock as got:
    print(got, lock.locked())
rlock = threading.RLock()
with rlock:
    with rlock:
        print(rlock._is_owned())
print(rlock._is_owned(), shown(rlock))
attempt(rlock.release)

sem = threading.Semaphore(2)
print(sem.acquire(), sem.acquire(), sem.acquire(False), sem._value,
      sem.acquire(timeout=0.01), sem.acquire(timeout=-1))
sem.release(2)
print(sem._value)
attempt(sem.release, 0)
attempt(sem.acquire, False, 1)
attempt(threading.Semaphore, -1)
bounded = threading.BoundedSemaphore(1)
attempt(bounded.release)
print(repr(sem).split(": ")[1], repr(bounded).split(": ")[1])

event = threading.Event()
print(event.is_set(), event.wait(0.01), repr(event).split(": ")[1])
event.set()
print(event.is_set(), event.wait(), repr(event).split(": ")[1])
event.clear()
print(event.is_set())

condition = threading.Condition()
attempt(condition.wait)
attempt(condition.notify)
attempt(condition.notify_all)
with condition:
    print(condition.wait(0.01), condition.wait_for(lambda: 3),
          condition.wait_for(lambda: 0, timeout=0.01))
    condition.notify()
print(condition.acquire(), condition.release())
condition = threading.Condition(threading.Lock())
attempt(condition.notify)

barrier = threading.Barrier(2, action=lambda: print("action"), timeout=5)
print(barrier.parties, barrier.n_waiting, barrier.broken,
      repr(barrier).split(": ")[1])
rounds = []


def meet(n):
    for _ in range(3):
        rounds.append(sorted([barrier.wait()]))


threads = [threading.Thread(target=meet, args=(n,)) for n in range(2)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print(sorted(rounds))
barrier.abort()
print(barrier.broken, repr(barrier).split(": ")[1])
attempt(barrier.wait)
barrier.reset()
print(barrier.broken)
attempt(barrier.wait, 0.01)
print(barrier.broken, issubclass(threading.BrokenBarrierError, RuntimeError))


class Mine(threading.Thread):
    def run(self):
        print("run", self.name, threading.current_thread() is self,
              self.is_alive(), self.daemon)


mine = Mine(name="mine")
print(mine, mine.is_alive(), mine.ident, mine.name, mine.daemon)
attempt(mine.join)
mine.start()
mine.join()
attempt(mine.start)
print(mine.is_alive(), repr(mine).split(" ")[0], mine.ident is not None)
attempt(lambda: setattr(mine, "daemon", True))
thread = threading.Thread(target=print, args=("a", 1), kwargs={"sep": "-"})
print(thread.name)
thread.name = 5
print(thread.name, thread)
thread.daemon = True
print(thread.daemon, repr(thread))
thread.start()
thread.join(5)
attempt(lambda: threading.current_thread().join())
main = threading.main_thread()
print(main is threading.current_thread(), main.name, main.daemon,
      main.is_alive(), main.ident == threading.get_ident(),
      threading.active_count(), threading.enumerate() == [main])


class Unmade(threading.Thread):
    def __init__(self):
        pass


attempt(Unmade().start)
attempt(Unmade().join)
attempt(threading.Thread, 3)

local = threading.local()
local.x = 1


def other():
    print(hasattr(local, "x"), local.__dict__)
    local.x = 2
    print(local.x, local.__dict__)


thread = threading.Thread(target=other)
thread.start()
thread.join()
print(local.x, local.__dict__)
del local.x
attempt(lambda: local.x)
attempt(lambda: delattr(local, "x"))


class Local(threading.local):
    kind = "class"

    def __init__(self, start):
        self.items = [start]

    def add(self, item):
        self.items.append(item)
        return self.items


mine = Local(1)
print(mine.add(2), mine.kind)
thread = threading.Thread(target=lambda: print(mine.add(3)))
thread.start()
thread.join()
print(mine.items)
attempt(threading.local, 1)

done = threading.Event()
timer = threading.Timer(0.01, lambda *a, **k: (print(a, k), done.set()), [1],
                        {"b": 2})
timer.start()
done.wait()
timer.join()
never = threading.Timer(60, print, ["never"])
never.start()
never.cancel()
never.join()


def hook(args):
    print("hook", args.exc_type.__name__, args.exc_value, args.thread.name,
          args.exc_traceback is not None)


threading.excepthook = hook
thread = threading.Thread(target=lambda: 1 / 0, name="failing")
thread.start()
thread.join()
threading.excepthook = threading.__excepthook__
thread = threading.Thread(target=lambda: sys.exit(3))
thread.start()
thread.join()
print(threading.stack_size(), threading.gettrace(), threading.getprofile(),
      threading.TIMEOUT_MAX > 1e9, threading.ThreadError is RuntimeError)
print(sorted(threading.__all__))
threading.currentThread().getName()
threading.Event().isSet()
