print((3).real, (3).imag, (3.5).real)
try:
    print(3 < "4")
except TypeError as error:
    print(error)
try:
    print(3 + "4")
except TypeError as error:
    print(error)
try:
    print(-"4")
except TypeError as error:
    print(error)
