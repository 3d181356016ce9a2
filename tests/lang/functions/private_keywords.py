# A keyword of a call is not mangled, a parameter is.
class A:
    def call(self, f):
        return f(__x=1, **{"__y": 2})

    def take(self, __x=0, *, __y=0):
        return __x, __y


print(A().call(lambda **kwargs: kwargs))
print(A().take(_A__x=1, _A__y=2))
try:
    A().call(A().take)
except TypeError as e:
    print(e)


class P:
    __match_args__ = ("__v",)
    __v = 3

    def match(self):
        match self:
            case P(__v=x):
                return x
        return "none"


print(P().match())
