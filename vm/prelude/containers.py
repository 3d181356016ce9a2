# Slow paths of list, tuple, dict and set: what has to run a user's __eq__,
# __hash__, __lt__ or iterator.  The natives in vm/objects/ come here.

from _prelude import (dict_drop, dict_entry, dict_look, dict_probe, dict_put,
                      set_drop, set_like, set_look, set_merged, set_next, set_probe, set_put,
                      set_reserve, set_shrink, set_take_over, sort_by_keys)


# --- list and tuple -----------------------------------------------------------

def list_from(iterable):
    if (special(iterable, "__length_hint__") is not None
            or special(iterable, "__len__") is not None):
        result = []
        extend_from(result, iter_of(iterable), iterable)
        return result
    return [item for item in iterable]


def list_extend(target, iterable):
    if (special(iterable, "__length_hint__") is not None
            or special(iterable, "__len__") is not None):
        return extend_from(target, iter_of(iterable), iterable)
    for item in iterable:
        target.append(item)


BUILTIN_ITERATORS = (type(iter([])), type(iter(())), type(iter({})),
                     type(iter("")), type(_ for _ in ()))


# The items of `iterator`, which is of `iterable`: that one is asked how many
# they will be.  We do not need to know, but programs see that it is asked.
def extend_from(target, iterator, iterable):
    ask_length(iterable)
    if type(iterator) in BUILTIN_ITERATORS:
        for item in iterator:
            target.append(item)
        return
    while True:
        try:
            item = next_of(iterator)
        except StopIteration:
            return
        target.append(item)


def ask_length(iterable):
    if special(iterable, "__len__") is not None:
        try:
            return length(iterable)
        except TypeError:
            pass
    method = method_of(iterable, "__length_hint__")
    if method is None:
        return
    try:
        hint = method()
    except TypeError:
        return
    if hint is NotImplemented:
        return
    if not isinstance(hint, int):
        raise TypeError("__length_hint__ must be an integer, not "
                        f"{type_name(hint)}")
    if hint < 0:
        raise ValueError("__length_hint__() should return >= 0")


def tuple_from(cls, iterable):
    return tuple.__new__(cls, tuple(list_from(iterable)))


def sequence_index(sequence, value, start, stop):
    size = len(sequence)
    if start < 0:
        start = max(start + size, 0)
    if stop < 0:
        stop += size
    i = start
    while i < stop and i < len(sequence):
        item = sequence[i]
        if item is value or item == value:
            return i
        i += 1
    if isinstance(sequence, tuple):
        raise ValueError("tuple.index(x): x not in tuple")
    raise ValueError(f"{value!r} is not in list")


def range_index(sequence, value):
    if value not in sequence:
        raise ValueError(f"{value!r} is not in range"
                         if type(value) in (int, bool) else
                         "sequence.index(x): x not in sequence")
    if type(value) not in (int, bool):
        for place, item in enumerate(sequence):
            if item == value:
                return place
    return (value - sequence.start) // sequence.step


def range_reversed(sequence):
    return iter(sequence[::-1])


def range_of(start, stop, step):
    return range(index_of(start), index_of(stop), index_of(step))


def sequence_count(sequence, value):
    count = 0
    for item in sequence:
        if item is value or item == value:
            count += 1
    return count


def list_remove(target, value):
    for i in range(len(target)):
        item = target[i]
        if item is value or item == value:
            del target[i]
            return
    raise ValueError("list.remove(x): x not in list")


def list_sort(target, key, reverse):
    # The list is empty meanwhile: that is how a change of it shows.
    items = target[:]
    target.clear()
    try:
        sort_items(items, key, reverse)
    finally:
        changed = len(target) > 0
        target[:] = items
    if changed:
        raise ValueError("list modified during sort")


def sort_items(items, key, reverse):
    keys = items[:] if key is None else [key(item) for item in items]
    if key is not None and sort_by_keys(items, keys, reverse):
        return
    pairs = list(zip(keys, items))
    if reverse:
        pairs.reverse()
    try:
        pairs = sorted_short(pairs) if len(pairs) < 64 else merge_sorted(pairs)
    finally:
        # A comparison that fails leaves what was sorted before it.
        if reverse:
            pairs.reverse()
        items[:] = [pair[1] for pair in pairs]


def sorted_short(pairs):
    # Asks what CPython asks, in its order.  SYNC: short-sort
    # (vm/objects/list_methods.cc).
    count = len(pairs)
    if count < 2:
        return pairs
    at = 2
    if pairs[1][0] < pairs[0][0]:
        while at < count and pairs[at][0] < pairs[at - 1][0]:
            at += 1
        pairs[:at] = pairs[:at][::-1]
    else:
        while at < count and not pairs[at][0] < pairs[at - 1][0]:
            at += 1
    while at < count:
        pair = pairs[at]
        low, high = 0, at
        while low < high:
            middle = (low + high) // 2
            if pair[0] < pairs[middle][0]:
                high = middle
            else:
                low = middle + 1
        del pairs[at]
        pairs.insert(low, pair)
        at += 1
    return pairs


def merge_sorted(pairs):
    # Bottom-up merge sort: stable, asks only `<`, no recursion.
    width = 1
    count = len(pairs)
    while width < count:
        merged = []
        for low in range(0, count, 2 * width):
            middle = min(low + width, count)
            high = min(low + 2 * width, count)
            i, j = low, middle
            while i < middle and j < high:
                if pairs[j][0] < pairs[i][0]:
                    merged.append(pairs[j])
                    j += 1
                else:
                    merged.append(pairs[i])
                    i += 1
            merged.extend(pairs[i:middle])
            merged.extend(pairs[j:high])
        pairs = merged
        width *= 2
    return pairs


def sorted_of(iterable, key, reverse):
    result = list(iterable)
    result.sort(key=key, reverse=reverse)
    return result


# --- dict ---------------------------------------------------------------------

def dict_find(target, key, key_hash):
    # The entry of `key`, or -1.
    entry = dict_look(target, key, key_hash)
    if entry is not None:
        return entry
    position = 0
    while True:
        found = dict_probe(target, key_hash, position)
        if found is None:
            return -1
        position, candidate, entry = found
        if candidate is key or candidate == key:
            return entry


def dict_get(target, key, default):
    entry = dict_find(target, key, hash(key))
    return default if entry < 0 else dict_entry(target, entry)


def dict_getitem(target, key):
    entry = dict_find(target, key, hash(key))
    if entry < 0:
        raise KeyError(key)
    return dict_entry(target, entry)


def dict_or_missing(container, target, key):
    # container[key], where `target` is the dict in it.
    entry = dict_find(target, key, hash(key))
    if entry >= 0:
        return dict_entry(target, entry)
    on_missing = method_of(container, "__missing__")
    if on_missing is None:
        raise KeyError(key)
    return on_missing(key)


def dict_contains(target, key):
    return dict_find(target, key, hash(key)) >= 0


def dict_set(target, key, value):
    key_hash = hash(key)
    dict_put(target, key, key_hash, value, dict_find(target, key, key_hash))


def dict_setdefault(target, key, value):
    key_hash = hash(key)
    entry = dict_find(target, key, key_hash)
    if entry >= 0:
        return dict_entry(target, entry)
    dict_put(target, key, key_hash, value, -1)
    return value


def dict_pop(target, key):
    entry = dict_find(target, key, hash(key))
    if entry < 0:
        raise KeyError(key)
    return dict_drop(target, entry)


def dict_pop_or(target, key, default):
    entry = dict_find(target, key, hash(key))
    return default if entry < 0 else dict_drop(target, entry)


def dict_delitem(target, key):
    dict_pop(target, key)


def dict_update(target, source, keywords, result):
    # `result` is what the native was to return: dict(...) comes here too.
    inner = payload(source)
    if type(inner) is dict and special(source, "__iter__") is DICT_ITER:
        source = inner  # Whatever its class says of items and keys.
    if hasattr(source, "keys"):
        for key in source.keys():
            target[key] = source[key]
    else:
        number = 0
        for pair in source:
            try:
                pair = tuple(pair)
            except TypeError:
                raise TypeError("cannot convert dictionary update sequence "
                                f"element #{number} to a sequence") from None
            if len(pair) != 2:
                raise ValueError("dictionary update sequence element "
                                 f"#{number} has length {len(pair)}; "
                                 "2 is required")
            target[pair[0]] = pair[1]
            number += 1
    for key in keywords:
        target[key] = keywords[key]
    return result


DICT_ITER = special({}, "__iter__")


def view_isdisjoint(view, other):
    for item in other:
        if item in view:
            return False
    return True


def dict_fromkeys(cls, iterable, value):
    result = cls()
    for key in iterable:
        result[key] = value
    return result


# --- set ----------------------------------------------------------------------

def set_find(target, item, item_hash):
    entry = set_look(target, item, item_hash)
    if entry is not None:
        return entry
    position = 0
    while True:
        found = set_probe(target, item_hash, position)
        if found is None:
            return -1
        position, candidate, entry = found
        if candidate is item or candidate == item:
            return entry


def set_add(target, item):
    item_hash = hash(item)
    if set_find(target, item, item_hash) < 0:
        set_put(target, item, item_hash)


# A set that is asked for stands for the frozenset of its items.
def find_in_set(target, item):
    try:
        hashed = hash(item)
    except TypeError:
        if not isinstance(item, set):
            raise
        item = frozenset(item)
        hashed = hash(item)
    return set_find(target, item, hashed)


def set_contains(target, item):
    return find_in_set(target, item) >= 0


def set_discard(target, item, must_exist):
    entry = find_in_set(target, item)
    if entry >= 0:
        set_drop(target, entry)
    elif must_exist:
        raise KeyError(item)


# `begun` are items of the iterable that the native has taken from it already.
# What goes through a set goes in its order and with the hashes it keeps.

def set_update(target, iterable, begun=()):
    for item in begun:
        set_add(target, item)
    if isinstance(iterable, (set, frozenset)):
        set_merge(target, payload(iterable))
        return
    if type(iterable) is dict:
        set_reserve(target, len(iterable))
    for item in iterable:
        set_add(target, item)


def set_from(result, target, iterable, begun):
    set_update(target, iterable, begun)
    return result


def set_update_all(target, others, begun, result):
    for other in others:
        set_update(target, other, begun)
        begun = ()
    return result


def set_merge(target, other):
    if set_merged(target, other):
        return
    at = 0
    while (found := set_next(other, at)) is not None:
        at, item, item_hash = found
        if set_find(target, item, item_hash) < 0:
            set_put(target, item, item_hash)


def set_intersect(a, b, out, begun=()):
    if not isinstance(b, (set, frozenset)):
        for items in (begun, b):
            for item in items:
                if set_contains(a, item):
                    set_add(out, item)
        return
    b = payload(b)
    if len(b) > len(a):
        a, b = b, a
    at = 0
    while (found := set_next(b, at)) is not None:
        at, item, item_hash = found
        if (set_find(a, item, item_hash) >= 0
                and set_find(out, item, item_hash) < 0):
            set_put(out, item, item_hash)


def set_intersect_all(self, kept, out, others, begun, in_place):
    for other in others:
        set_intersect(kept, other, out, begun)
        kept, out, begun = out, set_like(self), ()
    if not in_place:
        return kept
    set_take_over(self, kept)


def set_subtract(target, other, begun=()):
    if not isinstance(other, (set, frozenset)):
        for items in (begun, other):
            for item in items:
                set_discard(target, item, False)
        return set_shrink(target)
    other = payload(other)
    if len(other) // 8 > len(target):
        common = set()
        set_intersect(target, other, common)
        other = common
    at = 0
    while (found := set_next(other, at)) is not None:
        at, item, item_hash = found
        entry = set_find(target, item, item_hash)
        if entry >= 0:
            set_drop(target, entry)
    set_shrink(target)


def set_without(source, other, out):
    # The items of `source` that are not in `other`, a set or dict, into `out`.
    if type(other) is not dict:
        other = payload(other)
        if len(source) // 4 > len(other):
            set_merge(out, source)
            return set_subtract(out, other)
    find = dict_find if type(other) is dict else set_find
    at = 0
    while (found := set_next(source, at)) is not None:
        at, item, item_hash = found
        if (find(other, item, item_hash) < 0
                and set_find(out, item, item_hash) < 0):
            set_put(out, item, item_hash)


def set_subtract_all(source, target, others, begun, result):
    # `source` is None if `target` has its items already.
    for other in others:
        if source is None:
            set_subtract(target, other, begun)
        else:
            set_without(source, other, target)
        source, begun = None, ()
    return result


def set_toggle(target, other):
    at = 0
    while (found := set_next(other, at)) is not None:
        at, item, item_hash = found
        set_toggle_one(target, item, item_hash)


def set_toggle_one(target, item, item_hash):
    entry = set_find(target, item, item_hash)
    if entry < 0:
        set_put(target, item, item_hash)
    else:
        set_drop(target, entry)


def set_symmetric(self, made, other, begun, in_place):
    # `made` is what `other` is as a set, once it is updated with that.
    if in_place and type(other) is dict:
        for item in other:
            set_toggle_one(self, item, hash(item))
        return
    set_update(made, other, begun)
    if in_place:
        set_toggle(self, made)
        return
    set_toggle(made, self)
    return made


OR, AND, XOR, SUBTRACT = 11, 10, 12, 1  # enum BinaryOperator


def set_binary(op, in_place, a, b):
    if in_place and isinstance(a, set):
        if op == OR:
            set_merge(a, b)
        elif op == AND:
            set_intersect_all(a, a, set(), (b,), (), True)
        elif op == SUBTRACT:
            set_subtract(a, b)
        else:
            set_toggle(a, b)
        return a
    result = set_like(a)
    if op == OR:
        set_merge(result, a)
        set_merge(result, b)
    elif op == AND:
        set_intersect(a, b, result)
    elif op == SUBTRACT:
        set_without(a, b, result)
    else:
        set_merge(result, b)
        set_toggle(result, a)
    return result


SUBSET, SUPERSET, DISJOINT = 0, 1, 2


def set_relation(self, other, relation):
    if isinstance(other, (set, frozenset)):
        other = payload(other)
        if relation == DISJOINT:
            return set_disjoint(self, other)
        if relation == SUPERSET:
            self, other = other, self
        return set_subset(self, other)
    if relation == SUBSET:
        common = set()
        set_intersect(self, other, common)
        return len(common) == len(self)
    for item in other:
        if set_contains(self, item) == (relation == DISJOINT):
            return False
    return True


def set_subset(a, b):
    if len(a) > len(b):
        return False
    at = 0
    while (found := set_next(a, at)) is not None:
        at, item, item_hash = found
        if set_find(b, item, item_hash) < 0:
            return False
    return True


def set_disjoint(a, b):
    if len(a) > len(b):
        a, b = b, a
    at = 0
    while (found := set_next(a, at)) is not None:
        at, item, item_hash = found
        if set_find(b, item, item_hash) >= 0:
            return False
    return True


# --- slice ----------------------------------------------------------------------

def slice_indices(self, length):
    # slice.indices() past 64 bits, or with a user's __index__.
    length = special_index(length) if type(length) is not int else length
    if length < 0:
        raise ValueError("length should not be negative")
    step = 1 if self.step is None else index_or_none(self.step)
    if step == 0:
        raise ValueError("slice step cannot be zero")
    low, high = (-1, length - 1) if step < 0 else (0, length)
    start = index_or_none(self.start)
    stop = index_or_none(self.stop)
    if start is None:
        start = high if step < 0 else low
    elif start < 0:
        start = max(start + length, low)
    else:
        start = min(start, high)
    if stop is None:
        stop = low if step < 0 else high
    elif stop < 0:
        stop = max(stop + length, low)
    else:
        stop = min(stop, high)
    return start, stop, step
