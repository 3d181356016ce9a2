class Loop(Exception):
    def __str__(self):
        return str(self)


raise Loop
