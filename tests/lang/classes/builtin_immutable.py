# The builtin types cannot be changed, by whatever way; they stay the same after
# the attempt.


def failing(function, *args):
    try:
        function(*args)
    except TypeError as e:
        print("TypeError", e)
    else:
        print("done")


for name, value in [("__bases__", (dict,)), ("__name__", "liste"),
                    ("__qualname__", "liste"), ("__doc__", "text"),
                    ("__module__", "m"), ("extra", 1), ("append", None)]:
    failing(setattr, list, name, value)
failing(object.__setattr__, str, "extra", 1)
failing(object.__delattr__, str, "upper")
failing(type.__setattr__, str, "extra", 1)
print(list is type([]), {list: 1}[type([])])


class Meta(type):
    def __setattr__(cls, name, value):
        print("set", name)
        object.__setattr__(cls, name, value)


class Other(type):
    def __setattr__(cls, name, value):
        print("set", name)
        super().__setattr__(name, value)


class A(metaclass=Meta):
    pass


class B(metaclass=Other):
    pass


failing(setattr, A, "x", 1)
failing(setattr, B, "x", 1)
print(hasattr(A, "x"), B.x)
failing(type.__init__, B)
failing(type.__init__, B, "B", ())
failing(lambda: type.__init__(B, "B", k=1))
failing(type.__init__, B, "B", (), {})
