class Stop(Exception):
    """No message."""


def halt():
    raise Stop


halt()
