import _circle_a


def back():
    return "b sees " + _circle_a.value
