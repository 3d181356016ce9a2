# A circle of contexts, which a program can make, neither hangs what raises
# gc every: 2048
# beside it nor what prints it.
import traceback


def links(error):
    seen = []
    while error is not None and error not in seen:
        seen.append(error)
        error = error.__context__
    return [str(one) for one in seen]


def beside_itself():
    try:
        raise ValueError("alone")
    except ValueError as error:
        error.__context__ = error
        raise TypeError("beside")


def beside_a_circle(length):
    ring = [KeyError(i) for i in range(length)]
    for i in range(length):
        ring[i].__context__ = ring[i - 1]
    lead = LookupError("lead")
    lead.__context__ = ring[0]
    try:
        raise lead
    except LookupError:
        raise TypeError("behind")


for make in (beside_itself, *(lambda n=n: beside_a_circle(n)
                              for n in (1, 2, 3, 4, 7))):
    try:
        make()
    except TypeError as error:
        print(links(error))
        text = "".join(traceback.format_exception(error))
        print(text.count("Traceback"), text.splitlines()[-1])
beside_a_circle(3)
