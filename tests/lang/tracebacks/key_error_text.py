class Odd(KeyError):
    pass


try:
    raise Odd("quoted 'text'")
except KeyError as error:
    print(error)
raise Odd("quoted 'text'")
