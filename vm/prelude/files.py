# open(), for the files that came with the program and nothing else: an
# agent does not reach the files of the machine it happens to run on.


def open_file(file, mode="r", buffering=-1, encoding=None, errors=None,
              newline=None, closefd=True, opener=None):
    return import_module("_io").open_stream(
        file, mode, buffering, encoding, errors, newline, closefd, opener)


open_file.__name__ = open_file.__qualname__ = "open"


# The bytes of a file that came along, or None.
def file_bytes(path):
    data = data_file(path)
    return own_source(path) if data is None else data


class Loader:
    """Where modules come from: the program, and what came along with it."""

    def get_source(self, name):
        # The entry has another name where it is not run as a script.
        text = module_source(name)
        return module_source("__main__") if text is None else text

    def is_package(self, name):
        return hasattr(modules()[name], "__path__")

    def __repr__(self):
        return "<Loader of the program>"


Loader.__module__ = "midge"
loader = Loader()


def own_source(file):
    # The bytes of the source file of a module that is imported, or None.
    for name, module in list(modules().items()):
        if getattr(module, "__file__", None) == file:
            return loader.get_source(name).encode()
    return None
