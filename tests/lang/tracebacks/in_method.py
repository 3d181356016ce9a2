class Account:
    def __init__(self, balance):
        self.balance = balance

    def draw(self, amount):
        if amount > self.balance:
            raise ValueError(f"short of {amount - self.balance}")


def main():
    Account(10).draw(25)


main()
