import warnings
# gc every: 2048

with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("always")
    warnings.warn("first")
    warnings.warn("second", DeprecationWarning)
    print(len(seen), [(str(w.message), w.category.__name__, w.lineno) for w in seen])
with warnings.catch_warnings():
    warnings.simplefilter("error")
    try:
        warnings.warn("boom", RuntimeWarning)
    except RuntimeWarning as error:
        print("raised", error)
with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("ignore")
    warnings.warn("nobody")
    print(seen)


def old():
    warnings.warn("old() is old", DeprecationWarning, stacklevel=2)


with warnings.catch_warnings(record=True) as seen:
    warnings.simplefilter("default")
    for _ in range(3):
        old()
    print(len(seen), seen[0].lineno)
warnings.warn("to stderr")
warnings.warn("own category", UserWarning)
print(warnings.formatwarning("m", UserWarning, "f.py", 3, "the line"), end="")
