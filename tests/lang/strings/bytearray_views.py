# not in image: a shared bytearray does not know its views.
# A bytearray keeps its size while a memoryview of it lives, and no longer.
import gc
import io


def attempt(what, function):
    try:
        print(what, function())
    except (BufferError, IndexError, ValueError, TypeError) as error:
        print(what, type(error).__name__, error)


def changes(b):
    def add():
        nonlocal b
        b += b"xyz"
        return bytes(b)

    def add_nothing():
        nonlocal b
        b += b""
        return bytes(b)

    def repeat():
        nonlocal b
        b *= 2
        return bytes(b)

    def repeat_once():
        nonlocal b
        b *= 1
        return bytes(b)

    def delete():
        del b[1]
        return bytes(b)

    def delete_last():
        del b[-1]
        return bytes(b)

    def delete_far():
        del b[99]

    def delete_slice():
        del b[1:3]
        return bytes(b)

    def delete_nothing():
        del b[2:2]
        return bytes(b)

    def delete_steps():
        del b[::2]
        return bytes(b)

    def assign_longer():
        b[1:2] = b"LONG"
        return bytes(b)

    def assign_same():
        b[1:3] = b"--"
        return bytes(b)

    def assign_shorter():
        b[0:3] = (65,)
        return bytes(b)

    def assign_steps():
        b[::3] = b"?" * len(range(0, len(b), 3))
        return bytes(b)

    def set_item():
        b[0] = 33
        return bytes(b)

    def begin_again():
        b.__init__(b"fresh")
        return bytes(b)

    return [("append", lambda: b.append(1)), ("extend", lambda: b.extend([2])),
            ("extend by nothing", lambda: b.extend(b"")),
            ("insert", lambda: b.insert(0, 7)), ("pop", b.pop),
            ("remove", lambda: b.remove(b[0])), ("reverse", b.reverse),
            ("add", add), ("add nothing", add_nothing), ("repeat", repeat),
            ("repeat once", repeat_once), ("delete", delete),
            ("delete last", delete_last), ("delete far", delete_far),
            ("delete slice", delete_slice), ("delete nothing", delete_nothing),
            ("delete steps", delete_steps), ("assign longer", assign_longer),
            ("assign same", assign_same), ("assign shorter", assign_shorter),
            ("assign steps", assign_steps), ("set item", set_item),
            ("begin again", begin_again), ("clear", b.clear)]


def run_all(b, view):
    for what, change in changes(b):
        attempt(what, change)
    print(b, view and bytes(view))


data = bytearray(b"0123456789")
run_all(data, memoryview(data))
run_all(bytearray(b"0123456789"), None)


# A view that nothing refers to any more is none.
def passing():
    b = bytearray(b"abcdef")
    for _ in range(5):
        part = bytes(memoryview(b)[2:])
        b.append(part[0])
        del b[:1]
        b += memoryview(bytes(b))[:1]
    print(b)


passing()

b = bytearray(b"spam")
view = memoryview(b)
part = view[1:3]
attempt("two views", lambda: b.append(1))
view.release()
attempt("one view", lambda: b.append(1))
part.release()
attempt("none", lambda: b.append(1))
with memoryview(b) as view:
    attempt("in with", b.clear)
attempt("after with", b.clear)

kept = [memoryview(b) for _ in range(40)]
attempt("forty", lambda: b.append(1))
del kept[3:]
attempt("three", lambda: b.append(1))
kept.clear()
attempt("none", lambda: b.append(1))


class Longer(bytearray):
    pass


c = Longer(b"abc")
view = memoryview(c)
run_all(c, view)
view.release()
run_all(c, None)

stream = io.BytesIO(b"0123456789")
buffer = stream.getbuffer()
attempt("write in place", lambda: stream.write(b"AB"))
attempt("write longer", lambda: stream.write(b"C" * 20))
attempt("truncate", lambda: stream.truncate(3))
attempt("close", stream.close)
print(bytes(buffer))
buffer[2] = 33
buffer.release()
attempt("value", stream.getvalue)
attempt("write longer", lambda: stream.write(b"C" * 20))
attempt("truncate", lambda: stream.truncate(3))
attempt("close", stream.close)
