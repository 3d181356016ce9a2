from . import deep

VALUE = "package " + deep.where()
