# What is built piece by piece is right, whoever keeps which part of it.


def build(count, piece):
    text = ""
    for i in range(count):
        text += piece
    return text


print(build(10, "ab"), len(build(5_000, "abc")), build(5_000, "xyz")[7_000:7_010])

# Every state that was kept stays as it was.
kept = []
text = "-" * 2_000
for i in range(300):
    text += str(i)
    kept.append(text)
print([len(k) for k in kept[::50]], len(text), text[-12:])
print(all(later.startswith(earlier) for earlier, later in zip(kept, kept[1:])))
print(all(k.endswith(str(i)) for i, k in enumerate(kept)))

# Two that begin with the same.
start = "s" * 1_500 + "!"
start += "?"
left = start + "left"
right = start + "right"
left += "1"
right += "22"
again = start + "left1"
print(start[-3:], left[-7:], right[-9:], left == again, left is again)
print(hash(left) == hash(again), {left: 1}[again], len({left, again, right}))

# Wider and narrower pieces.
text = "a" * 1_024
for piece in ("b", "\xe9", "\u20ac", "c", "\U0001f600", "d"):
    text += piece
    print(len(text), ascii(text[-7:]), text.count("a"), text.isascii())
print(text.encode()[-12:], ascii(text.upper()[-4:]), text.find("\u20ac"))

# Itself; an empty one; a longer one in front.
text = "q" * 1_100
text += text
text += text
text += ""
print(len(text), set(text), len("p" + text), ("p" + text)[:3])

# In attributes, items, globals, closures; in the other form.


class Log:
    def __init__(self):
        self.text = ""

    def add(self, line):
        self.text += line + "\n"


log = Log()
for i in range(400):
    log.add(f"line {i}")
print(len(log.text), log.text.splitlines()[399], log.text.count("\n"))
table = {"text": "t" * 1_030}
for i in range(100):
    table["text"] = table["text"] + chr(97 + i % 26)
print(len(table["text"]), table["text"][-5:])


def counter():
    text = "c" * 1_200

    def add(piece):
        nonlocal text
        text += piece
        return len(text)
    return add


add = counter()
print([add("xy") for _ in range(4)])

# What others make of one.
text = build(1_000, "key,")
print(sorted(set(text.split(",")))[:3], text.replace("key", "")[:3])
print(text[:4] + text[4:] == text, text < text + "a", text + "a" > text)
print("".join([text, text]) == text * 2, f"{text}"[-4:], ("%s" % text)[-4:])
names = {}
names[build(600, "ab")] = 1
print(names["ab" * 600], "ab" * 600 in names, build(600, "ab") in names)
exec(build(300, "a = 1\n"))
print(a, eval(build(300, "1 +") + "0"), int(build(1_100, "1")[:5]))
import sys
print(sys.intern(build(600, "in")) is sys.intern("in" * 600))
setattr(log, build(600, "at"), 5)
print(getattr(log, "at" * 600), vars(log)["at" * 600])
