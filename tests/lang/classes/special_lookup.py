# not in image: shows the name of its module.
class C: pass
c = C()
c.__len__ = lambda: 5
c.__repr__ = lambda: "custom"
try:
    len(c)
except TypeError as error:
    print(error)
C.__len__ = lambda self: 7
print(len(c), repr(c).startswith("<__main__.C object at"), c.__len__())
c.__call__ = lambda: 1
try:
    c()
except TypeError as error:
    print(error)
