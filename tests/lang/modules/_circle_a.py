import _circle_b

value = "a"


def other():
    return _circle_b.back()
