from _starred import *

print(shown, sorted(n for n in globals() if "shown" in n or "hidden" in n))
from _listed import *

print(listed)
try:
    unlisted
except NameError as error:
    print(error)
