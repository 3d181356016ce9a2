import sys


def hook(kind, value, traceback):
    return [].missing


sys.excepthook = hook
{}["a"]
