# What is more than its attributes is neither pickled nor copied deeply.
# gc every: 8192
import contextvars
import copy
import csv
import hashlib
import io
import pickle
import queue
import re
import struct
import threading
import zlib

variable = contextvars.ContextVar("variable")
things = {
    "variable": variable, "token": variable.set(1),
    "context": contextvars.copy_context(), "blake2b": hashlib.blake2b(),
    "reader": csv.reader([]), "writer": csv.writer(io.StringIO()),
    "dialect": csv.reader([]).dialect, "lock": threading.Lock(),
    "rlock": threading.RLock(), "queue": queue.SimpleQueue(),
    "struct": struct.Struct("i"), "local": threading.local(),
    "view": memoryview(b""), "code": compile("1", "", "eval"),
    "scanner": re.compile("a").scanner("a"), "match": re.match("a", "a"),
    "compressor": zlib.compressobj(), "decompressor": zlib.decompressobj(),
}
for name, thing in things.items():
    for take in (copy.copy, copy.deepcopy, pickle.dumps):
        try:
            take(thing)
            print(name, "done")
        except TypeError as e:
            print(name, e)
for digest in hashlib.md5(), hashlib.sha256(), hashlib.shake_128():
    for take in (copy.copy, copy.deepcopy, pickle.dumps):
        try:
            take(digest)
        except TypeError as e:
            print(str(e).partition("'")[0])


# A class of the program's own may say how.
class Kept(threading.local):
    def __reduce__(self):
        return Kept, ()


print(type(copy.deepcopy(Kept())).__name__)
print(copy.deepcopy({"in": [1]}), threading.local)
