try:
    import _bad
except SyntaxError as error:
    print(error.msg, error.lineno, error.offset, error.text)
import _bad
