# What memoryview does for formats, shapes and strides other than those of plain
# bytes; see vm/prelude/memory.py.

import math

from _prelude import is_buffer

SIZES = {"b": 1, "B": 1, "c": 1, "?": 1, "h": 2, "H": 2, "i": 4, "I": 4,
         "f": 4, "l": 8, "L": 8, "q": 8, "Q": 8, "n": 8, "N": 8, "d": 8,
         "P": 8}
SIGNED, UNSIGNED = "bhilqn", "BHILQNP"
DIMENSIONS_MAX = 64
# Of a float: the bits of its fraction, and of its exponent.
SHAPES_OF_FLOATS = {"f": (23, 8), "d": (52, 11)}


# --- Items ----------------------------------------------------------------------

def unpack(view, place):
    letter = view._format[-1]
    if letter == "w":
        raise NotImplementedError("memoryview: format w not supported")
    data = bytes(view._base[place:place + SIZES[letter]])
    if len(data) < SIZES[letter]:
        raise_shrunk()
    if letter in UNSIGNED:
        return int.from_bytes(data, "little")
    if letter in SIGNED:
        return int.from_bytes(data, "little", signed=True)
    if letter == "c":
        return data
    if letter == "?":
        return data != b"\0"
    return float_of(int.from_bytes(data, "little"), *SHAPES_OF_FLOATS[letter])


def raise_shrunk():
    raise IndexError("the bytearray behind a memoryview has shrunk")


def pack(format, value):
    # The bytes of `value`, or the error that CPython has for it.
    kind = format[-1]
    size = SIZES[kind]
    if kind == "?":
        return b"\1" if value else b"\0"
    if kind == "c":
        if not isinstance(value, bytes):
            raise TypeError(f"memoryview: invalid type for format '{kind}'")
        if len(value) != 1:
            raise ValueError(f"memoryview: invalid value for format '{kind}'")
        return bytes(value)
    if kind in SHAPES_OF_FLOATS:
        if not hasattr(type(value), "__float__") \
                and not hasattr(type(value), "__index__"):
            raise TypeError(f"memoryview: invalid type for format '{kind}'")
        return bits_of(float(value), *SHAPES_OF_FLOATS[kind]).to_bytes(
            size, "little")
    if not hasattr(type(value), "__index__"):
        raise TypeError(f"memoryview: invalid type for format '{kind}'")
    number = value.__index__()
    bits = 8 * size
    low = -(1 << bits - 1) if kind in SIGNED else 0
    if not low <= number < low + (1 << bits):
        raise ValueError(f"memoryview: invalid value for format '{kind}'")
    return (number & (1 << bits) - 1).to_bytes(size, "little")


def float_of(bits, fraction_bits, exponent_bits):
    fraction = bits & (1 << fraction_bits) - 1
    exponent = bits >> fraction_bits & (1 << exponent_bits) - 1
    bias = (1 << exponent_bits - 1) - 1
    if exponent == (1 << exponent_bits) - 1:
        value = math.nan if fraction else math.inf
    elif exponent == 0:
        value = math.ldexp(fraction, 1 - bias - fraction_bits)
    else:
        value = math.ldexp(fraction | 1 << fraction_bits,
                           exponent - bias - fraction_bits)
    return -value if bits >> fraction_bits + exponent_bits else value


def bits_of(value, fraction_bits, exponent_bits):
    bias = (1 << exponent_bits - 1) - 1
    top = (1 << exponent_bits) - 1
    sign = int(math.copysign(1, value) < 0) << fraction_bits + exponent_bits
    value = abs(value)
    if value != value:
        return sign | top << fraction_bits | 1 << fraction_bits - 1
    if value == math.inf:
        return sign | top << fraction_bits
    if value == 0:
        return sign
    exponent = max(math.frexp(value)[1] - 1, 1 - bias)
    # Half to even, as the hardware; a carry into the exponent is right so.
    fraction = round(math.ldexp(value, fraction_bits - exponent))
    bits = (exponent + bias - 1 << fraction_bits) + fraction
    return sign | min(bits, top << fraction_bits)


# --- Indexing -------------------------------------------------------------------

def get_item(view, key):
    shape = view._shape
    if not shape:
        if key == () and type(key) is tuple:
            return unpack(view, view._start)
        if key is ...:
            return memoryview(view)
        raise TypeError("invalid indexing of 0-dim memory")
    if type(key) is tuple:
        return unpack(view, place_of_many(view, key))
    if key is ...:
        return memoryview(view)
    if hasattr(type(key), "__index__"):
        raise NotImplementedError("multi-dimensional sub-views are not "
                                  "implemented")
    if type(key) is slice:
        return rows(view, key)
    raise TypeError("memoryview: invalid slice key")


def rows(view, key):
    # A slice of the first dimension.
    start, stop, step = key.indices(view._shape[0])
    count = len(range(start, stop, step))
    stride = view._strides[0]
    part = memoryview(view)
    part._start = view._start + start * stride
    part._shape = (count,) + view._shape[1:]
    part._strides = (stride * step,) + view._strides[1:]
    part._size = view.itemsize * math.prod(part._shape)
    packed = row_strides(part._shape, view.itemsize)
    part._whole = part._size == 0 or all(
        [size == 1 or stride == wanted for size, stride, wanted
         in zip(part._shape, part._strides, packed)])
    return part


def place_of_many(view, key):
    if key and all(type(part) is slice for part in key):
        raise NotImplementedError("multi-dimensional slicing is not "
                                  "implemented")
    if not all(hasattr(type(part), "__index__") for part in key):
        raise TypeError("memoryview: invalid slice key")
    if len(key) < len(view._shape):
        raise NotImplementedError("sub-views are not implemented")
    if len(key) > len(view._shape):
        raise TypeError(f"cannot index {len(view._shape)}-dimension view with "
                        f"{len(key)}-element tuple")
    place = view._start
    for number, index in enumerate(key):
        size = view._shape[number]
        index = index.__index__()
        if index < 0:
            index += size
        if not 0 <= index < size:
            raise IndexError("index out of bounds on dimension "
                             f"{number + 1}")
        place += index * view._strides[number]
    return place


def set_item(view, key, value):
    if type(key) is slice and len(view._shape) == 1:
        set_slice(view, key, value)
        return
    place = place_to_set(view, key)
    data = pack(view._format, value)
    if place + len(data) > len(view._base):
        raise_shrunk()
    view._base[place:place + len(data)] = data


def place_to_set(view, key):
    if not view._shape:
        if key is ... or type(key) is tuple and key == ():
            return view._start
        raise TypeError("invalid indexing of 0-dim memory")
    if type(key) is tuple:
        return place_of_many(view, key)
    if not hasattr(type(key), "__index__"):
        if type(key) is slice:
            raise NotImplementedError("memoryview slice assignments are "
                                      "currently restricted to ndim = 1")
        raise TypeError("memoryview: invalid slice key")
    if len(view._shape) > 1:
        raise NotImplementedError("sub-views are not implemented")
    return place_of_many(view, (key,))


def set_slice(view, key, value):
    target = view[key]
    if not is_buffer(value):
        raise TypeError("a bytes-like object is required, not "
                        f"'{type(value).__name__}'")
    source = memoryview(value)
    if (source._shape != target._shape
            or source._format[-1] != target._format[-1]):
        raise ValueError("memoryview assignment: lvalue and rvalue have "
                         "different structures")
    data = source.tobytes()
    each = target.itemsize
    place, count, stride = target._start, target._shape[0], target._strides[0]
    last = place + max(count - 1, 0) * stride
    if count and max(place, last) + each > len(view._base):
        raise_shrunk()
    if target._whole:
        view._base[place:place + len(data)] = data
        return
    for at in range(0, len(data), each):
        view._base[place:place + each] = data[at:at + each]
        place += stride


# --- All items ------------------------------------------------------------------

def places(view, order="C"):
    # Where the items are, the last index (or the first) running fastest.
    result = [view._start]
    pairs = list(zip(view._shape, view._strides))
    if order == "F":
        pairs.reverse()
    for size, stride in pairs:
        result = [place + index * stride
                  for place in result for index in range(size)]
    return result


def to_bytes(view, order):
    if order == "A":
        order = "F" if is_fortran(view) and not view._whole else "C"
    each = view.itemsize
    base = view._base
    return b"".join([bytes(base[place:place + each])
                     for place in places(view, order)])


def to_list(view):
    items = [unpack(view, place) for place in places(view)]
    if not view._shape:
        return items[0]
    for size in reversed(view._shape[1:]):
        items = [items[at:at + size] for at in range(0, len(items), size)]
    return items


def row_strides(shape, each):
    strides = []
    for size in reversed(shape):
        strides.append(each)
        each *= size
    return tuple(reversed(strides))


def is_fortran(view):
    each = view.itemsize
    for size, stride in zip(view._shape, view._strides):
        if size == 0:
            return True
        if size > 1 and stride != each:
            return False
        each *= size
    return True


# --- cast -----------------------------------------------------------------------

def cast(view, format, shape):
    if not view._whole:
        raise TypeError("memoryview: casts are restricted to C-contiguous "
                        "views")
    if (shape is not None or len(view._shape) != 1) and 0 in view._shape:
        raise TypeError("memoryview: cannot cast view with zeros in shape or "
                        "strides")
    if shape is not None:
        if not isinstance(shape, (list, tuple)):
            raise TypeError("shape must be a list or a tuple")
        if len(shape) > DIMENSIONS_MAX:
            raise ValueError("memoryview: number of dimensions must not exceed "
                             f"{DIMENSIONS_MAX}")
        if len(view._shape) != 1 and len(shape) != 1:
            raise TypeError("memoryview: cast must be 1D -> ND or ND -> 1D")
    result = cast_flat(view, format)
    return result if shape is None else reshaped(result, shape)


def cast_flat(view, format):
    letter = format[1:] if format[:1] == "@" else format
    if letter not in SIZES:
        raise ValueError("memoryview: destination format must be a native "
                         "single character format prefixed with an optional "
                         "'@'")
    if letter not in ("b", "B", "c") and view._format[-1] not in "bBc":
        raise TypeError("memoryview: cannot cast between two non-byte formats")
    each = SIZES[letter]
    if view._size % each:
        raise TypeError("memoryview: length is not a multiple of itemsize")
    result = memoryview(view)
    result._format = format
    result._shape, result._strides = (view._size // each,), (each,)
    return result


def reshaped(view, shape):
    product = 1
    for size in shape:
        if not isinstance(size, int):
            raise TypeError("memoryview.cast(): elements of shape must be "
                            "integers")
        if size <= 0:
            raise ValueError("memoryview.cast(): elements of shape must be "
                             "integers > 0")
        product *= size
        if product > 2 ** 63 - 1:
            raise ValueError("memoryview.cast(): product(shape) > SSIZE_MAX")
    each = view.itemsize
    if product * each != view._size:
        raise TypeError("memoryview: product(shape) * itemsize != buffer size")
    view._shape = tuple([int(size) for size in shape])
    view._strides = row_strides(view._shape, each)
    return view
