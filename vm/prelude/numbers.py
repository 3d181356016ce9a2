# Slow paths of int, float and the functions on numbers: what has to run a
# user's __int__, __round__ and the like.  The natives in vm/objects/ come here.

from _prelude import payload, special


def warn_deprecated(message):
    # Frames of the prelude do not count: it is the caller's line.
    from warnings import warn
    warn(message, DeprecationWarning, 1)


def number_from(result, kind, method):
    # What a user's `method` returned, as the builtin number.
    if type(result) is kind:
        return result
    what = f"{method} returned non-{kind.__name__} (type " \
           f"{type_name(result)})"
    if not isinstance(result, kind):
        raise TypeError(what)
    warn_deprecated(f"{what}.  The ability to return an instance of a strict "
                    f"subclass of {kind.__name__} is deprecated, and may be "
                    "removed in a future version of Python.")
    return payload(result) if kind is not int else int.__index__(result)


def index_of(obj):
    if isinstance(obj, int):
        return int.__index__(obj)
    method = method_of(obj, "__index__")
    if method is None:
        raise TypeError(f"'{type_name(obj)}' object cannot be interpreted "
                        "as an integer")
    return number_from(method(), int, "__index__")


def call_converted(native, wanted, args, named, to_float):
    # A native that has refused an argument which says itself what number it is.
    number = float_new(float, wanted) if to_float else index_of(wanted)
    args = [number if arg is wanted else arg for arg in args]
    for name in named:
        if named[name] is wanted:
            named[name] = number
    return native(*args, **named)


def int_new(cls, obj):
    for name in ("__int__", "__index__", "__trunc__"):
        method = method_of(obj, name)
        if method is None:
            continue
        if name != "__trunc__":
            return int.__new__(cls, number_from(method(), int, name))
        warn_deprecated("The delegation of int() to __trunc__ is deprecated.")
        result = method()
        if not isinstance(result, int):
            if special(result, "__index__") is None:
                raise TypeError("__trunc__ returned non-Integral (type "
                                f"{type_name(result)})")
            result = index_of(result)
        return int.__new__(cls, int.__index__(result))
    raise TypeError("int() argument must be a string, a bytes-like object or "
                    f"a real number, not '{type_name(obj)}'")


def float_new(cls, obj):
    method = method_of(obj, "__float__")
    if method is None:
        return float.__new__(cls, index_of(obj))
    name = type_name(obj) + ".__float__"
    return float.__new__(cls, number_from(method(), float, name))


def complex_part(obj):
    # The builtin number that __complex__, __float__ or __index__ gives.
    method = special(obj, "__complex__")
    if method is not None and not is_native(method):
        return number_from(method_of(obj, "__complex__")(), complex,
                            "__complex__")
    refuse_blocked(obj, "__complex__")
    for name in ("__float__", "__index__"):
        method = special(obj, name)
        refuse_blocked(obj, name)
        if method is not None and not is_native(method):
            return float(obj)
    return obj


def complex_new(cls, real, imag):
    if real is not None:
        real = complex_part(real)
    if imag is None:
        return complex.__new__(cls, real)
    return complex.__new__(cls, real, complex_part(imag))


def bool_new(obj):
    return True if obj else False


def abs_of(obj):
    method = method_of(obj, "__abs__")
    if method is None:
        raise TypeError(f"bad operand type for abs(): '{type_name(obj)}'")
    return method()


def divmod_of(a, b):
    reflected = None
    if type(a) is not type(b):
        reflected = method_of(b, "__rdivmod__")
        if (reflected is not None and issubclass(type(b), type(a)) and
                special(a, "__rdivmod__") is not special(b, "__rdivmod__")):
            result = reflected(a)
            if result is not NotImplemented:
                return result
            reflected = None
    method = method_of(a, "__divmod__")
    result = NotImplemented if method is None else method(b)
    if result is NotImplemented and reflected is not None:
        result = reflected(a)
    if result is NotImplemented:
        raise TypeError("unsupported operand type(s) for divmod(): "
                        f"'{type_name(a)}' and '{type_name(b)}'")
    return result


# base ** exponent % modulus of long ints: others run between its steps.
def long_pow(base, exponent, modulus):
    if exponent < 0:
        base, exponent = pow(base, -1, modulus), -exponent
    base %= modulus
    result = 1
    for bit in bin(exponent)[2:]:
        result = result * result % modulus
        if bit == "1":
            result = result * base % modulus
    return result % modulus


def pow_of(base, exponent, modulus):
    if modulus is None:
        return base ** exponent
    method = method_of(base, "__pow__")
    if method is None and special(base, "__rpow__") is not None:
        raise AttributeError("__pow__")
    result = (NotImplemented if method is None
              else method(exponent, modulus))
    if result is NotImplemented:
        # The other operands' types are asked too, and some have an answer.
        for operand in (exponent, modulus):
            if isinstance(operand, float):
                raise TypeError("pow() 3rd argument not allowed unless all "
                                "arguments are integers")
            if isinstance(operand, complex):
                raise ValueError("complex modulo")
        raise TypeError("unsupported operand type(s) for ** or pow(): "
                        f"'{type_name(base)}', "
                        f"'{type_name(exponent)}', "
                        f"'{type_name(modulus)}'")
    return result


def round_of(obj, digits):
    method = method_of(obj, "__round__")
    if method is None:
        raise TypeError(f"type {type_name(obj)} doesn't define __round__ "
                        "method")
    return method() if digits is None else method(digits)


def in_base(obj, base):
    number = index_of(obj)
    if base == 2:
        return bin(number)
    return oct(number) if base == 8 else hex(number)


def int_from_bytes(cls, source, byteorder, signed):
    if special(source, "__bytes__") is None and (
            isinstance(source, str) or special(source, "__iter__") is None
            and special(source, "__index__") is not None):
        raise TypeError(f"cannot convert '{type_name(source)}' object to "
                        "bytes")
    number = int.from_bytes(bytes(source), byteorder, signed=signed)
    return number if cls is int else cls(number)


# --- cmath ------------------------------------------------------------------------

cmath_infj, cmath_nanj = complex(0, float("inf")), complex(0, float("nan"))


def complex_argument(x):
    part = complex_part(x)
    if not isinstance(part, (complex, float, int)):
        raise TypeError(f"must be real number, not {type_name(x)}")
    return complex.__new__(complex, payload(part))


# Functions of arguments with a __complex__, __float__ or __index__.
def cmath_call(name, arguments):
    function = getattr(import_module("cmath"), name)
    return function(*[complex_argument(x) for x in arguments])


def cmath_isclose(a, b, rel_tol, abs_tol):
    return import_module("cmath").isclose(
        complex_argument(a), complex_argument(b), rel_tol=rel_tol,
        abs_tol=abs_tol)


# --- math -------------------------------------------------------------------------

def real_number(value):
    cls = type(value)
    if not hasattr(cls, "__float__") and not hasattr(cls, "__index__"):
        raise TypeError("must be real number, not " + cls.__name__)
    return float(value)


def math_fsum(iterable):
    import math
    return math.fsum([item if type(item) is float else real_number(item)
                      for item in iterable])


def math_dist(p, q):
    import math
    return math.dist(tuple([real_number(item) for item in p]),
                     tuple([real_number(item) for item in q]))


def math_prod(iterable, start):
    for item in iterable:
        start = start * item
    return start


def machine_bytes_by_parts(count, most):
    machine_bytes = native_module("_random").machine_bytes
    data = bytearray()
    while len(data) < count:
        data += machine_bytes(min(most, count - len(data)))
    return bytes(data)
