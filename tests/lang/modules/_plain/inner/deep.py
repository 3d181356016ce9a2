SIZE = 5
print("deep:", __name__, __package__)


def colour():
    from .. import leaf
    return leaf.COLOUR
