# Threads that end before start() has come back, hooks that fail, stack sizes.
import _thread
import io
import queue
import sys
import threading

threads = [threading.Thread(target=lambda: None) for _ in range(50)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
print([t.name for t in threading.enumerate()], threading.active_count())


class Seen:
    def __init__(self):
        self.listed = threading.current_thread() in threading.enumerate()


seen = []
thread = threading.Thread(target=lambda: seen.append(Seen().listed))
thread.start()
thread.join()
print(seen)


def failing_hook(args):
    raise KeyError("the hook fails")


def leaving_hook(args):
    raise SystemExit


def fail():
    raise ValueError("the thread fails")


real_stderr, real_hook = sys.stderr, sys.excepthook
for hook in (failing_hook, leaving_hook):
    sys.stderr = io.StringIO()
    threading.excepthook = hook
    sys.excepthook = lambda kind, error, trace: print("told", repr(error))
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    threading.excepthook = threading.__excepthook__
    text = sys.stderr.getvalue()
    sys.stderr, sys.excepthook = real_stderr, real_hook
    print(repr(text))

print(threading.stack_size(), threading.stack_size(1 << 20))
print(threading.stack_size(0), threading.stack_size())
for size in (1, -1, "x"):
    try:
        threading.stack_size(size)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


class Maker:
    make = _thread.allocate_lock


print(Maker().make().locked(), _thread.allocate_lock is threading.Lock)

# Any thread may put; who waits gets it.
waiting = queue.SimpleQueue()
getter = threading.Thread(target=lambda: print("got", waiting.get()))
getter.start()
waiting.put("a thing")
getter.join()
for arguments in ((False,), (True, 0.01), (True, 0), (False, -1)):
    try:
        waiting.get(*arguments)
    except queue.Empty:
        print("empty", arguments)
try:
    waiting.get(timeout=-1)
except ValueError as error:
    print(error)
waiting.put_nowait(1)
waiting.put(2, timeout=-5)
print(waiting.qsize(), waiting.get_nowait(), waiting.get(timeout=1),
      waiting.empty())


# A thread without a Thread: what it raises is told to sys.unraisablehook.
def raw(kind, *, message="raw"):
    go.wait()
    try:
        raise kind(message)
    finally:
        ended.release()


def report(told):
    print(told.err_msg, told.object is raw, repr(told.exc_value))
    reported.set()


go, reported = threading.Event(), threading.Event()
ended = threading.Semaphore(0)
sys.unraisablehook = report
for kind in (SystemExit, ValueError):
    print(_thread.start_new_thread(raw, (kind,), {"message": "m"}) > 0)
go.set()
ended.acquire()
ended.acquire()
reported.wait()
for arguments in ((raw, []), (5, ()), (raw, (), 5)):
    try:
        _thread.start_new_thread(*arguments)
    except TypeError as error:
        print(error)
