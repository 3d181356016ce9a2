def outer():
    def inner(): pass
    class Local:
        def method(self): pass
    return inner, Local
inner, Local = outer()
print(outer.__name__, inner.__qualname__, Local.__qualname__, Local.method.__qualname__, (lambda: 0).__name__)
print(outer.__module__, Local.__module__, __name__, type(outer).__name__, type(len).__name__, len.__name__)
