# Threads that import one module at once get it whole, and it is made once.
import sys
import threading

results = []


def run(target, count=4):
    threads = [threading.Thread(target=target) for _ in range(count)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()


def plain():
    import _slow.shared
    results.append(_slow.shared.value)


def by_name():
    from _slow.shared import value
    results.append(value)


def submodule():
    from _slow import shared
    results.append(shared.runs[-1])


for import_it in plain, by_name, submodule:
    run(import_it)
    shared = sys.modules["_slow.shared"]
    print(import_it.__name__, results, shared.runs)
    results.clear()
    for name in "_slow.shared", "_slow":
        del sys.modules[name]


# Who waited for what failed makes it himself.
def failing():
    try:
        import _slow.fails
        results.append(_slow.fails.value)
    except ValueError as e:
        results.append(str(e))


import _slow

run(failing, 1)
run(failing, 3)
print(results, _slow.tries)
results.clear()


# Two that need each other, begun by two threads: neither waits for ever.
def circle(name):
    __import__(name)
    results.append(name)


run_left = threading.Thread(target=circle, args=("_slow.left",))
run_right = threading.Thread(target=circle, args=("_slow.right",))
run_left.start()
run_right.start()
run_left.join()
run_right.join()
print(sorted(results), _slow.left.value, _slow.right.value)
for module in sys.modules["_slow.left"], sys.modules["_slow.right"]:
    print(module.__spec__._initializing)


# A finder of the program's own is asked once.
class Finder:
    asked = 0

    def find_spec(self, fullname, path, target=None):
        if fullname != "made_slowly":
            return None
        import importlib.util
        import time
        Finder.asked += 1
        time.sleep(0.05)
        return importlib.util.spec_from_loader(fullname, self)

    def create_module(self, spec):
        return None

    def exec_module(self, module):
        import time
        time.sleep(0.05)
        module.value = "made"


def asking():
    import made_slowly
    results.append(made_slowly.value)


results.clear()
sys.meta_path.append(Finder())
run(asking)
print(results, Finder.asked)
