# not in image: the input is read once, not by both halves
import sys

print(repr(sys.stdin.buffer.readline()), sys.stdin.buffer.read(5))
print(input("name? "), input())
print(repr(sys.stdin.readline()), repr(sys.stdin.readline(3)))
print(repr(sys.stdin.read(4)), repr(sys.stdin.readline()))
for line in sys.stdin:
    print("line", repr(line))
    if line == "stop\n":
        break
print(sys.stdin.readlines(1))
print([int(word) for word in input().split()])
rest = sys.stdin.read()
print(len(rest), rest.count("\n"), repr(rest[-12:]))
print(repr(sys.stdin.read()), repr(sys.stdin.readline()), list(sys.stdin))
try:
    input("more? ")
except EOFError as error:
    print("EOFError", error)
