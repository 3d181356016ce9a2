# atexit: functions that run when the program has ended, the last one first.
import atexit
import sys
import threading
import time


def shown(*args, **kwargs):
    print("shown", args, kwargs)


@atexit.register
def first_registered():
    print("the last to run")
    atexit.register(print, "registered too late")


def bad():
    return 1 / 0


def leave():
    sys.exit(3)


atexit.register(shown, 1, k=2)
atexit.register(shown, "never")
atexit.unregister(shown)
atexit.register(shown, 3)


def ignored(report):
    print("ignored", report.err_msg, report.object.__name__, report.exc_value)


sys.unraisablehook = ignored
print(atexit.register(bad) is bad, atexit.register(leave) is leave)
try:
    atexit.register(5)
except TypeError as error:
    print(error)


main_ends = threading.Event()


def late():
    main_ends.wait()
    time.sleep(0.01)
    print("a thread ends first")


threading.Thread(target=late).start()
print("end of main")
main_ends.set()
raise SystemExit(7)
