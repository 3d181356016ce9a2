# The NameError of a variable of an enclosing function has its name, and so a
# suggestion; an UnboundLocalError has none.
Total = 1


def outer():
    def inner():
        return total

    try:
        inner()
    except NameError as e:
        print(type(e), e, e.name)
    try:
        print(late)
    except NameError as e:
        print(type(e), e, e.name)
    late = 2
    inner()
    total = late


outer()
