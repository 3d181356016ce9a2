def traced(label):
    def decorate(function):
        def wrapper(*args, **kwargs):
            print(label, function.__name__, args, kwargs)
            return function(*args, **kwargs)
        return wrapper
    return decorate


@traced("outer")
@traced("inner")
def add(a, b=0):
    return a + b


print(add(1, b=2))


def register(cls):
    cls.registered = True
    return cls


@register
class Thing:
    pass


print(Thing.registered)
handlers = [lambda f: f]


@handlers[0]
def plain():
    return "plain"


print(plain())
