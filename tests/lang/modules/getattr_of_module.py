# __getattr__ and __dir__ of a module.
import _hooked as mod
print(mod.x)
print(mod.y)
try: mod.z
except AttributeError as e: print(e)
print(getattr(mod,"y"), getattr(mod,"q",7), hasattr(mod,"y"), hasattr(mod,"q"))
from _hooked import y
print(y)
try:
    from _hooked import z
except ImportError as e: print(e)
print(dir(mod))
