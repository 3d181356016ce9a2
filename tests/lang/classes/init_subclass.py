class Plugin:
    registry = {}
    def __init_subclass__(cls, /, key=None, **rest):
        super().__init_subclass__(**rest)
        Plugin.registry[key or cls.__name__] = cls
class A(Plugin): pass
class B(Plugin, key="bee"): pass
print({k: v.__name__ for k, v in Plugin.registry.items()})
try:
    class C(object, x=1): pass
except TypeError as error:
    print(error)
