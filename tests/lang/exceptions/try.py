def run(action):
    try:
        print("try", end=" ")
        action()
    except ZeroDivisionError:
        print("zero", end=" ")
    except (KeyError, IndexError) as error:
        print("look-up", repr(error), end=" ")
    except Exception as error:
        print("other", type(error).__name__, end=" ")
    else:
        print("else", end=" ")
    finally:
        print("finally")


run(lambda: None)
run(lambda: 1 / 0)
run(lambda: {}["k"])
run(lambda: [][1])
run(lambda: int("x"))


def returns():
    try:
        return "try"
    finally:
        print("before the return")


def overrides():
    try:
        return "try"
    finally:
        return "finally"


def swallowed():
    try:
        1 / 0
    finally:
        return "no error left"


print(returns(), overrides(), swallowed())
for i in range(4):
    try:
        if i == 1:
            continue
        if i == 3:
            break
        print("body", i)
    finally:
        print("finally", i)
try:
    try:
        raise ValueError("a")
    except TypeError:
        print("no")
    finally:
        print("inner finally")
except ValueError as error:
    print("outer", error)
try:
    error
except NameError as gone:
    print(gone)
