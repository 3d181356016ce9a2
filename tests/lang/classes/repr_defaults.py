# not in image: shows the first letters of the name of its module.
class Plain: pass
class Outer:
    class Inner: pass
    def method(self): pass
print(repr(Plain)[:21], repr(Outer.Inner), str(Plain), repr(int), repr(type), repr(len), repr(Exception))
print(repr(Plain()).split(" at ")[0], repr(Outer().method).split(" at ")[0], repr(Outer.method).split(" at ")[0])
print(repr(print), repr(range), repr(type(None)), repr([].append).split(" at ")[0], repr(lambda: 0).split(" at ")[0])
