class E(Exception):
    pass


E.__module__ = 3
raise E("m")
