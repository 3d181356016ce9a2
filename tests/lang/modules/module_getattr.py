# A module's own __getattr__ and __dir__.
import _asked
from _asked import computed

print(_asked.x, _asked.other, computed, dir(_asked))
print(getattr(_asked, "missing", "default"), hasattr(_asked, "y"))
try:
    from _asked import y
except ImportError as e:
    print(e.name, str(e).split(" (")[0])
_asked.missing
