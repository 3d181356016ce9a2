def show(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as error:
        print(type(error).__name__, error)


class Named:
    def __str__(self):
        return "named"


class Bad:
    def __str__(self):
        return 5

    def __repr__(self):
        return None


class Shown:
    def __repr__(self):
        return "<shown>"


class Text(str):
    def shout(self):
        return self.upper() + "!"


for value in (1, 2.5, None, True, "s", b"b", [1, "a"], Named(), Shown(), Text("t")):
    print(str(value), repr(str(value)))
print(str(), str(object="x"), str([Shown(), Named.__name__]))
show(str, Bad())
show(repr, Bad())
text = Text("abc")
print(text, len(text), text.shout(), text[1:], type(text + "d"), text == "abc")
print(type(text), type(text.upper()), {text: 1}["abc"], Text(5), Text(Named()))
print(isinstance(text, str), "b" in text, list(text), f"{text:>5}", "%s" % text)
for quote in ("it's", 'say "hi"', '"both\' ', "\\", "\n\t\r\x00\x7f\x80\xad\u2028"):
    print(repr(quote), ascii(quote))
print(repr("\ud800"), repr("\U0001f600"), ascii("\U0001f600"), repr("\u0378"))
