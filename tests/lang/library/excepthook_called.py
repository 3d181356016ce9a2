# sys.excepthook, called by the program, writes to whatever sys.stderr is.
import io
import sys

real = sys.stderr
sys.stderr = io.StringIO()
try:
    [][1]
except IndexError:
    sys.excepthook(*sys.exc_info())
sys.__excepthook__(ValueError, ValueError("bare"), None)
sys.excepthook(1, "1", 1)
text, sys.stderr = sys.stderr.getvalue(), real
print(text)
sys.stderr = None
print(sys.excepthook(ValueError, ValueError("nowhere"), None))
sys.stderr = real
