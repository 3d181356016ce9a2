# hashlib: all that it guarantees, in pieces and whole.
# gc every: 65536
import copy
import hashlib
import hmac
import uuid

data = bytes(range(256)) * 9
for name in sorted(hashlib.algorithms_guaranteed):
    size = (20,) if name.startswith("shake") else ()
    empty = hashlib.new(name)
    print(name, empty.block_size, empty.digest_size, empty.name,
          empty.hexdigest(*size))
    for length in (1, 55, 56, 63, 64, 65, 111, 112, 127, 128, 129, 135, 136,
                   137, 167, 168, 169, 1000, 2304):
        whole = hashlib.new(name, data[:length])
        pieces = hashlib.new(name)
        for start in range(0, length, 37):
            pieces.update(data[start:min(start + 37, length)])
        assert whole.digest(*size) == pieces.digest(*size)
        print(whole.hexdigest(*size))
    before = whole.copy()
    whole.update(b"more")
    print(before.digest(*size) != whole.digest(*size))
print(hashlib.shake_256(b"x").hexdigest(500) == 2 * 500 * "0",
      hashlib.shake_256(b"x").hexdigest(300))
print(hashlib.blake2b(b"data", digest_size=20, key=b"key", salt=b"salt",
                      person=b"me").hexdigest())
print(hashlib.blake2s(b"data", digest_size=7, key=b"key", salt=b"s",
                      person=b"p", fanout=2, depth=3, leaf_size=100,
                      node_offset=5, node_depth=1, inner_size=20,
                      last_node=True).hexdigest())
for wrong in (dict(digest_size=0), dict(digest_size=65), dict(key=b"x" * 65),
              dict(salt=b"x" * 17), dict(fanout=256), dict(depth=0)):
    try:
        hashlib.blake2b(**wrong)
    except ValueError as e:
        print(e)
for wrong in ("text", 5, None):
    try:
        hashlib.sha256(wrong)
    except TypeError as e:
        print(e)
try:
    hashlib.new("nothing")
except ValueError as e:
    print(e)
print(hashlib.md5(bytearray(b"a")).hexdigest(),
      hashlib.sha1(memoryview(b"a")).hexdigest())
print(hashlib.sha256(string=b"abc", usedforsecurity=False).hexdigest())
print(hmac.new(b"key", b"message", "sha256").hexdigest())
print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"),
      uuid.uuid3(uuid.NAMESPACE_DNS, "python.org"), len(str(uuid.uuid4())))

# What BLAKE2 says of options that are none.
for options in (dict(leaf_size=-1), dict(leaf_size=1 << 32),
                dict(node_offset=-1), dict(node_offset=1 << 64),
                dict(digest_size="a"), dict(key="a"), dict(salt=1),
                dict(other=1), dict(data=b"a")):
    for make in (hashlib.blake2b, hashlib.blake2s):
        try:
            make(**options)
        except (ValueError, TypeError, OverflowError) as e:
            print(type(e).__name__, e)
try:
    hashlib.blake2b(b"a", 5)
except TypeError as e:
    print(e)
try:
    hashlib.blake2s(node_offset=1 << 48)
except OverflowError as e:
    print(e)
