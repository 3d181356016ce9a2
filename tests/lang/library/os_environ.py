# os.environ can be written; nothing inherits what is put there.
import os

os.environ["SPEED"] = "7"
print(os.environ["SPEED"], os.getenv("SPEED"), os.getenv("NO_SUCH_NAME", "?"))
print("SPEED" in os.environ, os.environ.get("SPEED"))
os.environ.update(COLOUR="green", SHAPE="round")
print(os.environ.pop("COLOUR"), "COLOUR" in os.environ)
del os.environ["SHAPE"]
print(os.environ.setdefault("SHAPE", "flat"), os.environ.setdefault("SHAPE", 1))
try:
    os.environ["COLOUR"]
except KeyError as error:
    print("KeyError", error)
for key, value in (("A", 5), (6, "x"), ("A=B", "x"), ("A", "b\0c"), ("", "")):
    try:
        os.environ[key] = value
    except (TypeError, ValueError, OSError) as error:
        print(type(error).__name__, error)
