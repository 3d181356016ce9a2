class Mine(Exception):
    def __str__(self):
        return "my text"


class Fails(Exception):
    def __str__(self):
        raise KeyError


raise ExceptionGroup("g", [Mine(), Fails(), ExceptionGroup("h", [Mine()])])
