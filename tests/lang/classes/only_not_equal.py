# A class with __ne__ and without __eq__.
class Never:
    def __ne__(self, other):
        print("asked")
        return 5


never = Never()
print(never != never, Never() != 3, 3 != Never(), never == never)
print([never] != [never], never in [Never()])


class Named(type):
    def __new__(cls, name, bases, namespace, **kwargs):
        print(sorted(kwargs.items()))
        return super().__new__(cls, name, bases, namespace)

    def __init__(cls, *args, **kwargs):
        pass


class Made(metaclass=Named, name="n", body=1, bases=2):
    pass
