def counter():
    counter.calls += 1
    return counter.calls
counter.calls = 0
counter(); counter()
print(counter.calls, counter.__dict__, hasattr(counter, "nope"), getattr(counter, "x", "default"))
del counter.calls
try:
    counter()
except AttributeError as error:
    print(error)
