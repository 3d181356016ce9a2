def forever(n):
    return forever(n + 1) + 1
try:
    forever(0)
except RecursionError as error:
    print(type(error).__name__, str(error).startswith("maximum recursion depth exceeded"))
class Loop:
    def __getattr__(self, name):
        return getattr(self, name + "x")
try:
    Loop().a
except RecursionError:
    print("attribute loop")
print("still fine")
