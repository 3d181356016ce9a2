# Classes derived from those of syntax trees, with arguments of their own; and
# gc every: 2048
# names deleted from a namespace that cannot.
import ast


class Spam(ast.Num):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.taste = "spam"


class Made(ast.Name):
    def __new__(cls, *args, **kwargs):
        made = super().__new__(cls, *args, **kwargs)
        made.new = True
        return made


spam = Spam(42)
print(spam.n, spam.taste, isinstance(ast.Constant(3), ast.Num))
made = Made("x", ast.Load())
print(made.id, made.new, ast.dump(made))


class Space:
    def __getitem__(self, key):
        raise KeyError(key)

    def __setitem__(self, key, value):
        print("set", key, value)


space = Space()
exec("x = 1", {}, space)
try:
    exec("del x", {}, space)
except NameError as e:
    print(e)
