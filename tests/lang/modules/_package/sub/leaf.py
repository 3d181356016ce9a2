from .. import VALUE
from ..deep import where

NAME = __name__


def up():
    return VALUE + "/" + where()
