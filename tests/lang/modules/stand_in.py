# What stands for a module in sys.modules need not be one.
import sys
import types

sys.modules["_stand_in"] = types.SimpleNamespace(__name__="other", x=1)
from _stand_in import x

print(x)
try:
    from _stand_in import missing
except ImportError as e:
    print(e, e.name, e.path)
sys.modules["_number"] = 5
try:
    from _number import missing
except ImportError as e:
    print(e)
from _number import real

print(real)
