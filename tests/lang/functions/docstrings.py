def f():
    """Does a thing."""
def g():
    x = 1
class C:
    "A class."
    def m(self):
        '''A method.'''
print(f.__doc__, g.__doc__, C.__doc__, C.m.__doc__, C().m.__doc__, f.__name__, C.m.__qualname__)
