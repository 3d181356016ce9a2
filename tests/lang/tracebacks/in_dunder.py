class Money:
    def __init__(self, amount):
        self.amount = amount

    def __add__(self, other):
        return Money(self.amount + other.amount)


print(sum([Money(1), Money(2)], Money(0)).amount)
Money(1) + 5
