# A class statement with two metaclasses; isinstance() by what is no class.
given = {"metaclass": type}
try:
    class C(metaclass=type, **given):
        pass
except TypeError as e:
    print(e)


class Asked:
    def __getattribute__(self, name):
        print("asked for", name)
        return object.__getattribute__(self, name)

    def __instancecheck__(self, obj):
        return True

    def __subclasscheck__(self, sub):
        return False


print(isinstance(int, Asked()), issubclass(int, Asked()),
      isinstance(1, (str, Asked())))
