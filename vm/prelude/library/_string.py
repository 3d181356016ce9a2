# What string.Formatter is built on.

from _template import field_steps, template_pieces


def formatter_parser(template, /):
    if not isinstance(template, str):
        raise TypeError(f"expected str, got {type(template).__name__}")
    return _parsed(template)


# What is before a mistake is given first: the mistake itself is a text.
def _parsed(template):
    for piece in template_pieces(template):
        if type(piece) is str:
            raise ValueError(piece)
        literal, name, spec, conversion = piece
        yield literal, name, None if name is None else spec, conversion


def _stepped(steps):
    for step in steps:
        if type(step) is str:
            raise ValueError(step)
        yield step


def formatter_field_name_split(name, /):
    if not isinstance(name, str):
        raise TypeError(f"expected str, got {type(name).__name__}")
    first, *steps = field_steps(name)
    return first, _stepped(steps)
