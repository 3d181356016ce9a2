# What programs see of frames.
#
# A frame object holds no frame, only the way to it: its place on the stack, or
# its generator.  Once the frame has ended there is neither, and what is left is
# where it was last seen.


class frame:
    __module__ = "builtins"
    __slots__ = ("f_code", "f_globals", "_place", "_generator", "_seen")

    f_trace = None
    f_trace_lines = True
    f_trace_opcodes = False

    def _where(self):
        place = self._on_stack()
        if place is not None:
            seen = frame_where(place, self.f_code)
            if seen is not None:
                self._seen = seen
        elif self._generator is not None and not is_closed(self._generator):
            self._seen = generator_where(self._generator)
        return self._seen

    def _on_stack(self):
        if self._generator is not None:
            return frame_of_generator(self._generator)
        return self._place

    @property
    def f_lineno(self):
        return self._where()[0]

    @property
    def f_lasti(self):
        return self._where()[1]

    @property
    def f_back(self):
        place = self._on_stack()
        if place is not None:
            place = frame_caller(place, self.f_code)
        return None if place is None else frame_at(place)

    @property
    def f_locals(self):
        place = self._on_stack()
        found = None
        if place is not None:
            found = frame_locals(place, self.f_code)
        elif self._generator is not None and not is_closed(self._generator):
            found = generator_locals(self._generator)
        if found is not None:
            return found
        if self.f_code.co_name == "<module>":
            return self.f_globals
        raise AttributeError("the local variables of a frame that has ended "
                             "are gone")

    def clear(self):
        """Clear the references held by the frame, if it has not ended."""
        if self._on_stack() is not None and self._where() is not None:
            if frame_where(self._on_stack(), self.f_code) is not None:
                raise RuntimeError("cannot clear an executing frame")
        elif self._generator is not None and not is_closed(self._generator):
            self._generator.close()

    @property
    def f_builtins(self):
        found = self.f_globals.get("__builtins__", BUILTINS)
        return found if isinstance(found, dict) else found.__dict__

    def __eq__(self, other):
        if type(other) is not frame:
            return NotImplemented
        return (self.f_code is other.f_code and self._place == other._place
                and self._generator is other._generator)

    def __hash__(self):
        return hash((self.f_code, self._place))

    def __repr__(self):
        code = self.f_code
        return (f"<frame at 0x{id(self):012x}, file {code.co_filename!r}, "
                f"line {self.f_lineno}, code {code.co_name}>")


BUILTINS = native_module("builtins")


def make_frame(code, globals, place, generator, seen):
    self = frame()
    self.f_code = code
    self.f_globals = globals
    self._place = place
    self._generator = generator
    self._seen = seen
    return self


def frame_at(place):
    code, globals = frame_function(place)
    return make_frame(code, globals, place, None, frame_where(place, code))


def traceback_frame(code, globals, line, last):
    return make_frame(code, globals, frame_of_code(code), None, (line, last))


def generator_frame(generator, code):
    if is_closed(generator):
        return None
    return make_frame(code, generator_globals(generator), None, generator,
                      generator_where(generator))


def get_frame(depth=0):
    if type(depth) is not int:
        depth = special_index(depth)
    place = visible_frame(depth if depth > 0 else 0)
    if place is None:
        raise ValueError("call stack is not deep enough")
    return frame_at(place)


get_frame.__name__ = get_frame.__qualname__ = "_getframe"
get_frame.__module__ = "sys"


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
