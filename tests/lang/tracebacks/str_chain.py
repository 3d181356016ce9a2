class Inner(Exception):
    def __str__(self):
        return "inner says " + ", ".join(map(str, self.args))


class Thing:
    def __repr__(self):
        return "Thing()"


try:
    raise Inner(1, 2)
except Inner:
    raise ValueError(Thing(), "and", 3)
