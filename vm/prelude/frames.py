# The parts of frame and code objects that are Python.


def clear_frame(generator):
    if is_closed(generator):
        return
    generator_close(generator)


def frame_repr(frame, file, line, name):
    return (f"<frame at 0x{id(frame):012x}, file {file!r}, line {line}, "
            f"code {name}>")


def code_repr(code):
    return (f"<code object {code.co_name} at 0x{id(code):012x}, file "
            f'"{code.co_filename}", line {code.co_firstlineno}>')


def code_position_iterator(code):
    return iter(code_positions(code))


def code_lines(code):
    # (start, end, line) for each run of instructions of one line.
    start = 0
    line = None
    at = 0
    for place in code_positions(code):
        if place[0] != line:
            if at > start:
                yield start, at, line
            start, line = at, place[0]
        at += 2
    yield start, at, line
