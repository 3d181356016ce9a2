# expect: True
# expect: more than 4096 __slots__
import midge


def make(count):
    return type("C", (), {"__slots__": ["a%d" % i for i in range(count)]})


if __name__ == "__main__":
    print(make(4096)().__class__.__name__ == "C")
    try:
        make(4097)
    except TypeError as e:
        print(e)
