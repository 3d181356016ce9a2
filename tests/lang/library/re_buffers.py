# Regular expressions over what is no str or bytes, and what they are made with.
import re
import types
import weakref


class Two:
    def __index__(self):
        return 2


for subject in (b"-ab-cd-", bytearray(b"-ab-cd-"), memoryview(b"-ab-cd-"),
                memoryview(b"xx-ab-cd-yy")[2:-2],
                memoryview(bytearray(b"-ab-cd-"))):
    kind = type(subject).__name__
    match = re.search(rb"(\w)(\w)", subject)
    print(kind, match, match.group(), match.groups(), match.string is subject)
    print(kind, re.findall(rb"\w+", subject), re.split(b"-", subject))
    print(kind, re.sub(rb"\w", b"<>", subject))
    print(kind, re.sub(rb"\w", bytearray(b"."), subject))
    print(kind, re.match(b"-", subject).span(), re.fullmatch(b".*", subject).end())
    print(kind, match[Two()], match.group(Two(), 0), match.span(Two()),
          match.start(Two()))
    for name in ("x", 3, -1, 1.5, None):
        try:
            print(match[name])
        except IndexError as error:
            print("IndexError", error)
pattern = re.compile("(?P<one>a)(?P<two>b)")
index = pattern.groupindex
print(type(index) is types.MappingProxyType, dict(index), index["two"],
      sorted(index))
try:
    index["two"] = 3
except TypeError as error:
    print(error)
print(weakref.ref(pattern)() is pattern, weakref.proxy(pattern).pattern)
print(re.sub("b", "\\\\", "abc"), re.sub("b", "\\n", "abc"), re.sub("b", "", "abc"))
for repl in (b"x", 3, bytearray(b"x")):
    try:
        print(re.sub("b", repl, "abc"))
    except TypeError as error:
        print("TypeError")
