# What CPython's importlib asks of its interpreter.

check_hash_based_pycs = "never"


def lock_held():
    return False


def acquire_lock():
    pass


def release_lock():
    pass


def is_builtin(name):
    return 0


def is_frozen(name):
    return False


def extension_suffixes():
    return []


def _fix_co_filename(code, path):
    pass
