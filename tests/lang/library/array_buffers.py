# Arrays where bytes are taken, and views of them.
import io
import struct
from array import array


def show(make):
    try:
        print(repr(make()))
    except Exception as e:
        print(type(e).__name__, e)


for code in "bBhHiIlLqQfdu":
    items = array(code, "ab" if code == "u" else [1, 2, 65])
    view = memoryview(items)
    print(code, view.format, view.itemsize, view.nbytes, view.shape,
          view.strides, view.readonly, view.contiguous, view.obj is items)
    show(lambda: view[0])
    show(lambda: view.tolist())
    show(lambda: view[1:].tobytes())
    show(lambda: view.cast("B")[:4].tolist())
    show(lambda: view == items)
    show(lambda: items.append(items[0]))
    view.release()
    show(lambda: items.append(items[0]))
items = array("h", [1, 2, 3])
view = memoryview(items)
view[1] = -5
print(items)
for change in ("items[1:2] = array('h')", "items.pop()", "items.extend([1])",
               "del items[0]", "items *= 2", "items.insert(0, 1)",
               "items.frombytes(b'ab')", "items.fromlist([1])",
               "items.extend(items)", "items[0] = 7", "items.reverse()",
               "items.byteswap()", "view[0] = 2**15", "view[0] = 's'",
               "view[::2] = array('h', [8, 9])", "view[0:1] = b'ab'"):
    try:
        exec(change)
        print(change, items)
    except Exception as e:
        print(change, "->", type(e).__name__, e)
view.release()
bytes_of = array("B", b"some bytes")
show(lambda: bytes(bytes_of))
show(lambda: bytearray(items))
show(lambda: b"-".join([bytes_of, b"x", array("b", [65])]))
show(lambda: b"so" + bytes_of)
show(lambda: b"some bytes" == bytes_of)
show(lambda: b"a some bytes".find(bytes_of))
show(lambda: b"some bytes".startswith(bytes_of))
show(lambda: str(bytes_of, "ascii"))
show(lambda: int(array("B", b"42")))
show(lambda: float(array("B", b"4.5")))
show(lambda: int.from_bytes(array("h", [258]), "little"))
show(lambda: struct.unpack("<3h", items))
show(lambda: struct.unpack_from("<h", items, 2))
show(lambda: struct.pack_into("<h", items, 2, 77))
print(items)
show(lambda: bytes_of.tobytes().hex())
into = io.BytesIO()
show(lambda: into.write(items))
show(lambda: into.getvalue())
room = array("B", bytes(6))
show(lambda: io.BytesIO(b"abc").readinto(room))
print(room)
grown = bytearray(b"x")
grown += bytes_of
grown.extend(array("B", b"!"))
grown[0:1] = array("B", b"--")
print(grown)
show(lambda: memoryview(5))
show(lambda: bytes(array("i", [1])))
