# Module _posixsubprocess, under the library's subprocess.


def fork_exec(*args):
    raise PermissionError(13, "An agent cannot start processes")
