# __new__ is a static method: looked up through an instance, it is not bound.
def say(call):
    try:
        print(call())
    except TypeError as error:
        print(error)


prop = property()
say(lambda: (5).__new__(int, 3))
say(lambda: prop.__new__(prop, 5))
say(lambda: type(prop.__new__(property, None)))
say(lambda: [].__new__(list))
say(lambda: "".__new__(str, 5))
say(lambda: (5).__new__(5))
new = "".__new__
say(lambda: new(str, "abc"))


class Number(int):
    pass


say(lambda: Number(4).__new__(Number, 7))
say(lambda: Number(4).__new__(list))
