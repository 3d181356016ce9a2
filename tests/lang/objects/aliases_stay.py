# What an alias or a union is made of cannot be set or deleted.
import builtins
import copy
import types
from collections.abc import Callable

print(hasattr(builtins, "generic_alias_iterator"))


def attempt(function, *args):
    try:
        print(function.__name__, args[1:], function(*args))
    except (AttributeError, TypeError) as error:
        print(function.__name__, args[1:], type(error).__name__, error)


for made in (list[int], int | str, Callable[[int], str], *tuple[int]):
    for name in ("__origin__", "__args__", "__unpacked__", "extra"):
        attempt(setattr, made, name, set)
        attempt(delattr, made, name)
    print(made, copy.copy(made) == made, copy.deepcopy(made) == made)


class Own(types.GenericAlias):
    pass


own = Own(list, int)
attempt(setattr, own, "__origin__", set)
print(own, own.__origin__)
