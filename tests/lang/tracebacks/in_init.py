class Base:
    def __init__(self, size):
        self.size = size + 1


class Child(Base):
    def __init__(self):
        super().__init__("ten")


Child()
