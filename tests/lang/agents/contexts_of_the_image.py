# What modules put into context variables and thread-local data, as the first thread
# that there was, an agent's first thread finds; other threads begin anew.
# expect: agent: (5, 'set', 7, Decimal('0.3333333'), 'set')
# expect: agent: changed 1 LookupError [] (0, 0.142857)
# expect: agent: (5, 'set', 7, Decimal('0.3333333'), 'set')
# expect: agent: changed 2 LookupError [] (0, 0.142857)
# expect: main: (5, 'set', 7, Decimal('0.3333333'), 'set')
# expect: main: changed 3 LookupError [] (0, 0.142857)
# expect: MainThread True
import contextvars
import decimal
import threading

import midge

depth = contextvars.ContextVar("depth", default=0)
depth.set(5)
unset = contextvars.ContextVar("unset")
kept = contextvars.copy_context()
local = threading.local()
local.name = "set"


class Counting(threading.local):
    def __init__(self, start):
        self.count = start


counting = Counting(7)
decimal.getcontext().prec = 7
threading.current_thread().mark = "set"


def work(who, n):
    third = decimal.Decimal(1) / 3
    print(f"{who}:", (depth.get(), local.name, counting.count, third,
                      threading.current_thread().mark))
    token = depth.set(n)
    local.name = f"changed {n}"
    counting.count += n
    decimal.getcontext().prec = 6
    seen = []

    def other():
        seen.append((depth.get(), float(decimal.Decimal(1) / 7)))
        assert counting.count == 7 and kept[depth] == 5
        with decimal.localcontext() as context:
            context.prec = 6
            seen[0] = depth.get(), decimal.Decimal(1) / 7
        seen.append(vars(local))

    thread = threading.Thread(target=other)
    thread.start()
    thread.join()
    try:
        unset.get()
    except LookupError as error:
        name = type(error).__name__
    print(f"{who}: {local.name} {name} {list(seen[1])} ({seen[0][0]}, {seen[0][1]})")
    assert counting.count == 7 + n and decimal.Decimal(1) / 3 * 3 < 1
    depth.reset(token)
    assert depth.get() == 5
    return threading.current_thread().name, threading.main_thread().is_alive()


def main():
    midge.spawn(work, "agent", 1).join()
    name, alive = midge.spawn(work, "agent", 2).join()
    work("main", 3)
    print(name, alive)


if __name__ == "__main__":
    main()
