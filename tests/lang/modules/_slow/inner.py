import _slow

try:
    _slow.inner
except AttributeError as e:
    print(e, e.name, e.obj)
