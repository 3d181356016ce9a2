def twice(f):
    def wrapper(*args, **kwargs):
        return f(*args, **kwargs), f(*args, **kwargs)
    return wrapper
def times(n):
    def decorator(f):
        def wrapper(*args):
            return [f(*args)] * n
        wrapper.__name__ = f.__name__
        return wrapper
    return decorator
@twice
def one(): return 1
@times(3)
@twice
def two(x): return x + 1
@lambda f: "replaced"
def gone(): pass
class Register:
    names = []
    def __call__(self, f):
        self.names.append(f.__name__)
        return f
register = Register()
@register
def alpha(): pass
@register
class Beta: pass
print(one(), two(1), two.__name__, gone, Register.names)
