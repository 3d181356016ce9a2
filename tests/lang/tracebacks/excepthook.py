import sys


def hook(kind, value, traceback):
    print("hook:", kind.__name__, value, traceback.tb_lineno,
          sys.excepthook is not sys.__excepthook__)


sys.excepthook = hook
1 / 0
