def logged(f):
    def wrapper(*args):
        print("calling", f.__name__)
        return f(*args)
    return wrapper


@logged
def divide(a, b):
    return a / b


divide(1, 2)
divide(1, 0)
