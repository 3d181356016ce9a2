# Regular expressions: what takes longer than one native may, and what calls the
# program's own functions.


def regex_go_on(scanner):
    result = regex_step(scanner)
    while result is ...:
        result = regex_step(scanner)
    return result


def regex_iterator(scanner):
    return iter(scanner.search, None)


def regex_expand(pattern, match, template):
    return import_module("re")._expand(pattern, match, template)


def regex_substitute(template, scanner, counted):
    if not callable(template) and not (
            isinstance(template, (str, bytes, bytearray))
            and ("\\" if isinstance(template, str) else b"\\")
            not in template):
        template = import_module("re")._subx(scanner.pattern, template)
    calls = callable(template)
    pieces = []
    copied = 0
    count = 0
    match = scanner.search()
    while match is not None:
        begin, end = match.span()
        if copied < begin:
            pieces.append(regex_part(scanner, copied, begin))
        piece = template(match) if calls else template
        if piece is not None:
            pieces.append(piece)
        copied = end
        count += 1
        match = scanner.search()
    rest = regex_part(scanner, copied, None)
    if rest:
        pieces.append(rest)
    joined = regex_part(scanner, 0, 0).join(pieces)
    return (joined, count) if counted else joined
