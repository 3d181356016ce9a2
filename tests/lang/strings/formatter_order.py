# What is before a mistake in a template is used before the mistake is told.
import string


class Told(string.Formatter):
    def parse(self, text):
        print("parse", text)
        return super().parse(text)

    def get_field(self, *args):
        print("field", args)
        return super().get_field(*args)

    def get_value(self, *args):
        print("value", args)
        return super().get_value(*args)


for text, args in (("{} {x} {0", (1,)), ("{1}{}", (1, 2)), ("a{}}", (1,)),
                   ("{0[}", ([1],)), ("{0[]}", ([1],)), ("{0.}", ([1],)),
                   ("{0..a}", (1,)), ("{0!z}", (1,)), ("{:{:{}}}", (1, 2, 3)),
                   ("{0[a]b}", ({"a": 1},)), ("{} {x} {", (1,))):
    for action in (lambda: Told().vformat(text, args, {}),
                   lambda: list(string.Formatter().parse(text)),
                   lambda: text.format(*args)):
        try:
            print(action())
        except Exception as e:
            print(type(e).__name__, e)
