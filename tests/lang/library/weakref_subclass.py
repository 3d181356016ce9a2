# A subclass of ref with arguments of its own.
import weakref


class Thing:
    pass


class Tagged(weakref.ref):
    def __init__(self, thing, callback=None, tag=None):
        super().__init__(thing, callback)
        self.tag = tag

    def __call__(self):
        return self.tag, super().__call__()


thing = Thing()
tagged = Tagged(thing, tag=24)
print(tagged()[0], tagged()[1] is thing, tagged == weakref.ref(thing))
try:
    weakref.ref(thing, value=3)
except TypeError as e:
    print(e)
