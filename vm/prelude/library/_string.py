# What string.Formatter is built on.

from _template import field_steps, template_pieces


def formatter_parser(template, /):
    if not isinstance(template, str):
        raise TypeError(f"expected str, got {type(template).__name__}")
    return iter([(literal, name, None if name is None else spec, conversion)
                 for literal, name, spec, conversion
                 in template_pieces(template)])


def formatter_field_name_split(name, /):
    if not isinstance(name, str):
        raise TypeError(f"expected str, got {type(name).__name__}")
    first, *steps = field_steps(name)
    return first, iter(steps)
