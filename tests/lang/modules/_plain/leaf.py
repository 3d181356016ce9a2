from .inner import deep

COLOUR = "green"
print("leaf:", __name__, __package__, deep.SIZE)
