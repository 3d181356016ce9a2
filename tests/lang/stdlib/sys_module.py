import sys

print(sys.argv[0].rsplit("/", 1)[-1], len(sys.argv), sys.maxsize)
print(sys.version_info[:2], sys.version_info >= (3, 8), sys.byteorder)
sys.stdout.write("written\n")
print("to stderr", file=sys.stderr)
print("a", "b", sep="-", end="!\n")
print(sys.getrecursionlimit() > 100, "sys" in sys.modules)
try:
    1 / 0
except ZeroDivisionError:
    kind, error, traceback = sys.exc_info()
    print(kind.__name__, error, traceback.tb_lineno)
print(sys.exc_info())
