import sys

try:
    1 / 0
except ZeroDivisionError as e:
    sys.excepthook(type(e), e, e.__traceback__)
    sys.__excepthook__(None, KeyError("x"), None)
sys.__stderr__.write("end\n")
