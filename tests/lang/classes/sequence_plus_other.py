# A sequence says in its own words what it cannot be followed by, whatever that
# is: an object of a class of the program, or a class.
class Plain:
    pass


class Mine(list):
    pass


for sequence in ("12", b"1", [1], (1,), bytearray(b"1"), Mine()):
    for other in (Plain(), Plain, KeyError, 3, None):
        try:
            sequence + other
        except TypeError as error:
            print(error)
