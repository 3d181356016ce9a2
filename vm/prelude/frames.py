# What programs see of frames.

# What tb_frame gives: where a frame was, not the frame itself.
class Frame:
    def __init__(self, code, globals, line):
        self.f_code = code
        self.f_globals = globals
        self.f_lineno = line
        self.f_back = None
