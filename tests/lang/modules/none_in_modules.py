import sys

sys.modules["_nowhere"] = None
try:
    import _nowhere
except ImportError as e:
    print(type(e).__name__, e, e.name)
sys.modules["_value"] = 5
import _value

print(_value)
