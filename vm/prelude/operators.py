# Operators, where a user's methods decide.


# Whether its class has None for the method: it refuses the operator.
def is_blocked(obj, name):
    for cls in type(obj).__mro__:
        if name in cls.__dict__:
            return cls.__dict__[name] is None
    return False


def refuse_blocked(obj, name):
    if is_blocked(obj, name):
        raise TypeError("'NoneType' object is not callable")


def binary(op, in_place, a, b):
    if in_place:
        name = binary_name(op, 2)
        method = method_of(a, name)
        if method is not None:
            inner = payload(a)
            changes_inner = inner is not a and is_native(special(a, name))
            if changes_inner:
                method = method_of(inner, name)
                if op == ADD and isinstance(inner, bytearray):
                    if not is_buffer(b):
                        raise TypeError(f"can't concat {type_name(b)} to "
                                        + type_name(a))
                    inner.extend(b)
                    return a
            result = method(b)
            if result is not NotImplemented:
                return a if changes_inner else result
        else:
            refuse_blocked(a, name)
    return binary_plain(op, in_place, a, b)


# What `method`, that of `obj`, answers to the operator.  The methods of builtin
# sequences would raise what here is left to the other operand.
def answer(method, obj, name, other, op, reflected):
    found = special(obj, name)
    if is_native(found) and found in SEQUENCE_METHODS:
        # How often, an __index__ says in the end; see last_resort().
        if op == MULTIPLY and not isinstance(other, int):
            return NotImplemented
        return sequence_answer(op, reflected, obj, other)
    return method(other)


def sequence_binary(op, a, b):
    if op == MULTIPLY:
        return a * index_of(b)
    return builtin_binary(op, False, a, b)


def binary_plain(op, in_place, a, b):
    reflected = None
    if type(a) is not type(b):
        name = binary_name(op, 1)
        reflected = method_of(b, name)
        if (reflected is not None and issubclass(type(b), type(a))
                and special(a, name) is not special(b, name)):
            result = answer(reflected, b, name, a, op, True)
            if result is not NotImplemented:
                return result
            reflected = None
    method = method_of(a, binary_name(op, 0))
    if method is not None:
        result = answer(method, a, binary_name(op, 0), b, op, False)
        if result is not NotImplemented:
            return result
    else:
        refuse_blocked(a, binary_name(op, 0))
    if reflected is not None:
        result = answer(reflected, b, binary_name(op, 1), a, op, True)
        if result is not NotImplemented:
            return result
    elif type(a) is not type(b):
        refuse_blocked(b, binary_name(op, 1))
    return last_resort(op, in_place, a, b)


ADD, MULTIPLY, BIT_OR = 0, 2, 11  # enum BinaryOperator


# No method has answered: bytes and a memoryview, a sequence times something with
# an __index__, a dict updated from an iterable, or the error.
def last_resort(op, in_place, a, b):
    if op == BIT_OR and in_place and isinstance(a, dict):
        a.update(b)
        return a
    if op == ADD and isinstance(a, (bytes, bytearray)) and is_buffer(b):
        if in_place and isinstance(a, bytearray):
            a.extend(bytes(b))
            return a
        return a + bytes(b)
    # In place, what might be a sequence is not multiplied by one.
    if op == MULTIPLY and not (in_place and not isinstance(a, SEQUENCES)
                               and is_sequence_type(type(a))):
        for sequence, count in ((a, b), (b, a)):
            if isinstance(sequence, SEQUENCES) and not isinstance(count, int) \
                    and special(count, "__index__") is not None:
                if in_place and sequence is a:
                    sequence *= index_of(count)
                    return sequence
                return sequence * index_of(count)
        for sequence, count in ((a, b), (b, a)):
            if isinstance(sequence, (str, list, tuple, bytes, bytearray)) \
                    and not isinstance(count, int):
                raise TypeError("can't multiply sequence by non-int of type '"
                                + type_name(count) + "'")
    if isinstance(a, NUMBERS) and isinstance(b, NUMBERS) and (
            has_own(a, binary_name(op, 0)) or has_own(b, binary_name(op, 1))):
        refuse_binary(op, in_place, a, b)
    return builtin_binary(op, in_place, a, b)


def has_own(x, name):
    # Whether a user's class has said what the operator does.
    method = special(x, name)
    return method is not None and not is_native(method)


NUMBERS = (int, float, complex)
SEQUENCES = (str, list, tuple, bytes, bytearray)


# What the builtin method of container `a` answers, where users' methods have a
# say: `a` and `b` are no instances of subclasses.
def container_binary(op, in_place, a, b):
    if op == MULTIPLY:
        sequence, count = (a, b) if isinstance(a, SEQUENCES) else (b, a)
        if special(count, "__index__") is None:
            return NotImplemented
        if in_place and sequence is a:
            sequence *= index_of(count)
            return sequence
        return sequence * index_of(count)
    if isinstance(a, (set, frozenset)):
        if not isinstance(b, (set, frozenset)):
            return NotImplemented
        return set_binary(op, in_place, a, b)
    if isinstance(a, dict) and op == BIT_OR:
        if in_place:
            return dict_or_in_place(a, b)
        if isinstance(b, dict):
            return dict_or_in_place(dict(a), b)
        return NotImplemented
    if isinstance(a, list) and in_place:
        return list_add_in_place(a, b)
    return NotImplemented


def container_binary_in_place(op, holder, a, b):
    # `holder` is `a` itself, or the subclass's instance around it.
    result = container_binary(op, True, a, b)
    return holder if result is a else result


# a's method for it has answered NotImplemented.
def binary_rest(op, in_place, a, b):
    if in_place:
        refuse_blocked(a, binary_name(op, 2))
    if type(a) is not type(b):
        reflected = method_of(b, binary_name(op, 1))
        if reflected is not None:
            result = answer(reflected, b, binary_name(op, 1), a, op, True)
            if result is not NotImplemented:
                return result
        else:
            refuse_blocked(b, binary_name(op, 1))
    return last_resort(op, in_place, a, b)


SWAPPED = (4, 5, 2, 3, 0, 1)


def compare_one(op, a, b):
    try:
        method = method_of(a, compare_name(op))
    except Exception:
        refuse_blocked(a, compare_name(op))
        return NotImplemented  # A descriptor has failed: it says nothing.
    if method is not None:
        return method(b)
    refuse_blocked(a, compare_name(op))
    return NotImplemented


def compare(op, a, b):
    if is_container(a) and is_container(b):
        result = compare_containers(op, a, b)
        if result is not NotImplemented:
            return result
    tried = False
    if type(a) is not type(b) and issubclass(type(b), type(a)):
        tried = True
        result = compare_one(SWAPPED[op], b, a)
        if result is not NotImplemented:
            return result
    result = compare_one(op, a, b)
    if result is not NotImplemented:
        return result
    if not tried:
        result = compare_one(SWAPPED[op], b, a)
        if result is not NotImplemented:
            return result
    return builtin_compare(op, a, b)


def compare_rest(op, a, b):
    result = compare_one(SWAPPED[op], b, a)
    if result is not NotImplemented:
        return result
    return builtin_compare(op, a, b)


# The types of what a builtin type has under a special method's name.
NATIVES = (type(len), type(int.__add__), type(str.join))


SEQUENCE_METHODS = tuple([special(empty, name)
                          for empty in ("", [], (), b"", bytearray())
                          for name in ("__add__", "__mul__", "__rmul__")])


BOUND_BUILTIN = type([].append)


def is_native(method):
    return type(method) in NATIVES


def is_container(x):
    t = type(x)
    return (t is list or t is tuple or t is dict or t is set
            or t is frozenset or t is slice)


def compare_containers(op, a, b):
    t = type(a)
    if not is_container(a):
        return NotImplemented
    if t is dict:
        if type(b) is not dict or op not in (2, 3):
            return NotImplemented
        return dicts_equal(a, b) == (op == 2)
    if t is set or t is frozenset:
        if type(b) is not set and type(b) is not frozenset:
            return NotImplemented
        return compare_sets(op, a, b)
    if type(b) is not t:
        return NotImplemented
    if t is slice:
        a = a.start, a.stop, a.step
        b = b.start, b.stop, b.step
    return compare_sequences(op, a, b)


def compare_sequences(op, a, b):
    n = len(a)
    if op == 2 or op == 3:
        if n != len(b):
            return op == 3
    i = 0
    while i < len(a) and i < len(b):
        x = a[i]
        y = b[i]
        if x is not y and not x == y:
            if op == 2:
                return False
            if op == 3:
                return True
            return by_compare(op, x, y)
        i += 1
    return by_compare(op, len(a), len(b))


def by_compare(op, x, y):
    if op == 0:
        return x < y
    if op == 1:
        return x <= y
    if op == 2:
        return x == y
    if op == 3:
        return x != y
    if op == 4:
        return x > y
    return x >= y


def dicts_equal(a, b):
    if len(a) != len(b):
        return False
    for key in a:
        x = a[key]
        y = dict_get(b, key, ABSENT)
        if y is ABSENT or (x is not y and not x == y):
            return False
    return True


def is_subset(a, b):
    if len(a) > len(b):
        return False
    for item in a:
        if item not in b:
            return False
    return True


def compare_sets(op, a, b):
    if op == 0:
        return len(a) < len(b) and is_subset(a, b)
    if op == 1:
        return is_subset(a, b)
    if op == 2:
        return len(a) == len(b) and is_subset(a, b)
    if op == 3:
        return not (len(a) == len(b) and is_subset(a, b))
    if op == 4:
        return len(b) < len(a) and is_subset(b, a)
    return is_subset(b, a)


def truth(x):
    if x is NotImplemented:
        warn_deprecated("NotImplemented should not be used in a boolean "
                        "context")
        return True
    inner = payload(x)
    method = method_of(x, "__bool__")
    if method is not None:
        return method()
    method = method_of(x, "__len__")
    if method is None:
        return True if inner is x else bool(inner)
    return checked_length(method()) != 0


def checked_length(n):
    if type(n) is not int:
        n = special_index(n)
    if n < 0:
        raise ValueError("__len__() should return >= 0")
    if n > 0x7fffffffffffffff:
        raise OverflowError("cannot fit 'int' into an index-sized integer")
    return n


def special_index(n):
    method = method_of(n, "__index__")
    if method is None:
        raise TypeError("'" + type_name(n)
                        + "' object cannot be interpreted as an integer")
    return index_result(method())


def length(x):
    method = method_of(x, "__len__")
    if method is None:
        raise TypeError("object of type '" + type_name(x)
                        + "' has no len()")
    return checked_length(method())


DICT_KEYS, DICT_ITEMS = type({}.keys()), type({}.items())


# keys() & other and the like.
def view_binary(op, a, b):
    if op == 10:
        # Whose items are kept shows where they are equal, but not the same.
        if not isinstance(a, (DICT_KEYS, DICT_ITEMS)):
            a, b = b, a
        if type(b) is set and len(a) <= len(b):
            return b.intersection(a)
        if isinstance(b, (DICT_KEYS, DICT_ITEMS)) and len(b) > len(a):
            a, b = b, a
        return set([item for item in b if item in a])
    if op == 12 and isinstance(a, DICT_ITEMS) and isinstance(b, DICT_ITEMS):
        return items_xor(a, b)
    result = set()
    if isinstance(a, DICT_KEYS):
        set_reserve(result, len(a))
    result.update(a)
    if op == 1:
        result.difference_update(b)
    elif op == 11:
        result.update(b)
    else:
        result.symmetric_difference_update(b)
    return result


def items_xor(a, b):
    # Values need no hash where they are equal.
    if len(a) > len(b):
        a, b = b, a
    rest = dict(a)
    result = set()
    for key, value in b:
        known = rest.get(key, missing)
        if known is not missing and (known is value or known == value):
            del rest[key]
        else:
            result.add((key, value))
    result.update(rest.items())
    return result


def view_compare(op, a, b):
    if not isinstance(b, (set, frozenset, DICT_KEYS, DICT_ITEMS)):
        return NotImplemented
    # Without hashing: the values in items() need no hash.
    if op == 2 or op == 3:
        return (len(a) == len(b) and all_in(a, b)) == (op == 2)
    if op == 0 or op == 1:
        return len(a) + (op == 0) <= len(b) and all_in(a, b)
    return len(b) + (op == 4) <= len(a) and all_in(b, a)


def all_in(a, b):
    for item in a:
        if item not in b:
            return False
    return True


def contains(container, item):
    t = type(container)
    if t is dict:
        return dict_contains(container, item)
    if t is set or t is frozenset:
        return set_contains(container, item)
    if t is bytes or t is bytearray:
        return index_of(item) in container
    method = special(container, "__contains__")
    if method is None:
        if any(["__contains__" in cls.__dict__ for cls in t.__mro__]):
            raise TypeError("'" + t.__name__ + "' object is not a container")
        if (special(container, "__iter__") is None
                and (special(container, "__getitem__") is None
                     or is_blocked(container, "__iter__"))):
            raise TypeError("argument of type '" + t.__name__
                            + "' is not iterable")
    elif not is_native(method):
        return method_of(container, "__contains__")(item)
    elif payload(container) is not container:
        return item in payload(container)
    try:
        iterator = iter_of(container)
    except TypeError:
        raise TypeError("argument of type '" + t.__name__
                        + "' is not iterable") from None
    if type(iterator) not in BUILTIN_ITERATORS:
        if special(iterator, "__next__") is None:
            raise TypeError("argument of type '" + t.__name__
                            + "' is not iterable")
        # Asking it for its iterator again would show.
        while True:
            try:
                x = next_of(iterator)
            except StopIteration:
                return False
            if x is item or x == item:
                return True
    for x in iterator:
        if x is item or x == item:
            return True
    return False


def getitem(container, key):
    t = type(container)
    if t is dict:
        return dict_getitem(container, key)
    method = special(container, "__getitem__")
    if method is not None and (not is_native(method)
                               or type(method) is BOUND_BUILTIN):
        return method_of(container, "__getitem__")(key)
    if isinstance(container, type):
        if method is not None:
            return method_of(container, "__getitem__")(key)
        if container is type:
            return generic_alias(type, key)
        by_class = getattr(container, "__class_getitem__", None)
        if by_class is not None:
            return by_class(key)
        raise TypeError("type '" + container.__name__
                        + "' is not subscriptable")
    if method is None:
        refuse_blocked(container, "__getitem__")
    inner = payload(container)
    if inner is container:
        if method is None:
            raise TypeError("'" + t.__name__ + "' object is not subscriptable")
        if t is range:
            return range_getitem(container, item_index(container, key))
        return container[item_index(container, key)]
    if method is None:
        raise TypeError("'" + t.__name__ + "' object is not subscriptable")
    if type(inner) is not dict:
        return inner[key]
    return dict_or_missing(container, inner, key)


def range_getitem(items, key):
    # A range too long for len().
    start, step = items.start, items.step
    if step > 0:
        count = (items.stop - start + step - 1) // step
    else:
        count = (start - items.stop - step - 1) // -step
    count = max(count, 0)
    if isinstance(key, slice):
        first, last, stride = key.indices(count)
        return range(start + first * step, start + last * step, step * stride)
    if key < 0:
        key += count
    if not 0 <= key < count:
        raise IndexError("range object index out of range")
    return start + key * step


def getitem_by_index(container, key):
    return container[index_of(key)]


def item_index(container, key):
    if type(key) is int:
        return key
    if type(key) is slice:
        return key_of_ints(key)
    if isinstance(key, int):
        index = int.__index__(key)  # Whatever its class says.
    else:
        method = method_of(key, "__index__")
        if method is None:
            raise TypeError(type_name(container)
                            + " indices must be integers or slices, not "
                            + type_name(key))
        index = index_result(method())
    if type(container) is not range and not -2**63 <= index < 2**63:
        raise IndexError("cannot fit '" + type_name(key)
                         + "' into an index-sized integer")
    return index


def index_result(result):
    return number_from(result, int, "__index__")


def index_or_none(x):
    if x is None or type(x) is int:
        return x
    if isinstance(x, int):
        return int.__index__(x)
    method = method_of(x, "__index__")
    if method is None:
        raise TypeError("slice indices must be integers or None or have an "
                        "__index__ method")
    return index_result(method())


def setitem(container, key, item):
    t = type(container)
    if t is dict:
        dict_set(container, key, item)
        return
    if t is list:
        if type(key) is slice:
            key = key_of_ints(key)
            if (special(item, "__iter__") is None
                    and special(item, "__getitem__") is None):
                raise TypeError("can only assign an iterable"
                                if key.step is None or key.step == 1 else
                                "must assign iterable to extended slice")
            item = list(item)
        container[item_index(container, key)] = item
        return
    if t is bytearray:
        if type(key) is slice:
            bytearray_splice(container, key, item)
        else:
            key = item_index(container, key)
            container[key] = index_of(item)
        return
    method = method_of(container, "__setitem__")
    if method is None:
        if special(container, "__delitem__") is not None:
            raise AttributeError("__setitem__")
        raise TypeError("'" + t.__name__
                        + "' object does not support item assignment")
    method(key, item)


# Whether CPython takes instances of `t` for sequences, in words.
def is_sequence_type(t):
    return t not in (int, float, bool, complex, type(None), type(len), type,
                     object) and (t.__module__ != "builtins"
                                  or not plain_issubclass(t, BaseException))


def delitem(container, key):
    t = type(container)
    if t is dict:
        dict_delitem(container, key)
        return
    if t is list:
        del container[item_index(container, key)]
        return
    if t is bytearray:
        if type(key) is slice:
            bytearray_splice(container, key, None)
        else:
            bytearray_delitem(container, item_index(container, key))
        return
    method = method_of(container, "__delitem__")
    if method is None:
        if special(container, "__setitem__") is not None:
            raise AttributeError("__delitem__")
        raise TypeError("'" + t.__name__
                        + ("' object doesn't" if is_sequence_type(t)
                           and special(key, "__index__") is not None
                           else "' object does not")
                        + " support item deletion")
    method(key)


def build_set(items):
    result = set()
    for item in items:
        set_add(result, item)
    return result


def build_map(items):
    result = {}
    i = 0
    while i < len(items):
        dict_set(result, items[i], items[i + 1])
        i += 2
    return result


def list_add_in_place(target, items):
    target.extend(items)
    return target


def dict_or_in_place(target, items):
    target.update(items)
    return target


def map_update(target, source):
    if isinstance(source, dict):
        for key in source:
            target[key] = source[key]
        return
    keys = getattr(source, "keys", None)
    if keys is None:
        raise TypeError("'" + type_name(source)
                        + "' object is not a mapping")
    for key in keys():
        target[key] = source[key]


def spread(target, source, callee):
    if not (hasattr(type(source), "__iter__")
            or hasattr(type(source), "__getitem__")):
        what = ("Value after *" if callee is None
                else callee_name(callee) + " argument after *")
        raise TypeError(what + " must be an iterable, not "
                        + type_name(source))
    list_extend(target, source)


def map_merge(target, source, callee):
    if not isinstance(source, dict) and getattr(source, "keys", None) is None:
        raise TypeError(callee_name(callee) + " argument after ** must be a "
                        "mapping, not " + type_name(source))
    for key in source.keys():
        # That it is a str, the call finds out.
        if key in target:
            raise TypeError(callee_name(callee) + " got multiple values for "
                            "keyword argument '" + str(key) + "'")
        target[key] = source[key]


def format_value(x, conversion, spec):
    if conversion == 1:
        x = str(x)
    elif conversion == 2:
        x = repr(x)
    elif conversion == 3:
        x = ascii(x)
    text = method_of(x, "__format__")(spec)
    if not isinstance(text, str):
        raise TypeError("__format__ must return a str, not "
                        + type_name(text))
    return text


def match_keys(subject, keys):
    values = []
    get = subject.get
    for i, key in enumerate(keys):
        if key in keys[:i]:
            raise ValueError("mapping pattern checks duplicate key ("
                             + repr(key) + ")")
        value = get(key, ABSENT)
        if value is ABSENT:
            return None
        values.append(value)
    return tuple(values)


def match_rest(subject, keys):
    rest = dict(subject)
    for key in keys:
        del rest[key]
    return rest


SELF_MATCHING = (bool, bytearray, bytes, dict, float, frozenset, int, list,
                 set, str, tuple)


def match_class(subject, cls, count, names):
    if not isinstance(cls, type):
        raise TypeError("called match pattern must be a type")
    if not isinstance(subject, cls):
        return None
    values = []
    seen = set()
    if count:
        args = getattr(cls, "__match_args__", ABSENT)
        allowed = 0
        if args is ABSENT:
            if issubclass(cls, SELF_MATCHING):
                allowed = 1
        elif not isinstance(args, tuple):
            raise TypeError(cls.__name__ + ".__match_args__ must be a tuple "
                            "(got " + type_name(args) + ")")
        else:
            allowed = len(args)
        if count > allowed:
            raise TypeError(cls.__name__ + "() accepts " + str(allowed)
                            + " positional sub-pattern"
                            + ("" if allowed == 1 else "s") + " ("
                            + str(count) + " given)")
        if args is ABSENT:
            values.append(subject)
        else:
            for name in args[:count]:
                if not isinstance(name, str):
                    raise TypeError("__match_args__ elements must be strings "
                                    "(got " + type_name(name) + ")")
                value = match_attribute(subject, cls, name, seen)
                if value is ABSENT:
                    return None
                values.append(value)
    for name in names:
        value = match_attribute(subject, cls, name, seen)
        if value is ABSENT:
            return None
        values.append(value)
    return tuple(values)


def match_attribute(subject, cls, name, seen):
    if name in seen:
        raise TypeError(cls.__name__ + "() got multiple sub-patterns for "
                        "attribute " + repr(name))
    seen.add(name)
    return getattr(subject, name, ABSENT)
