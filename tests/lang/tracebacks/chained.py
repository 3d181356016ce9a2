def load(key):
    return {}[key]


def use():
    try:
        load("k")
    except KeyError as error:
        raise ValueError("cannot use") from error


try:
    use()
except ValueError:
    undefined_name
