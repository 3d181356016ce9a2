class InsufficientFunds(Exception):
    def __init__(self, need, have):
        super().__init__(f"need {need}, have {have}")
        self.short = need - have
class Account:
    interest = 0
    def __init__(self, owner, balance=0):
        self.owner, self.balance, self.history = owner, balance, []
    def deposit(self, n):
        if n <= 0: raise ValueError("deposit must be positive")
        self.balance += n
        self.history.append(("in", n))
    def withdraw(self, n):
        if n > self.balance: raise InsufficientFunds(n, self.balance)
        self.balance -= n
        self.history.append(("out", n))
    def __repr__(self): return f"{type(self).__name__}({self.owner!r}, {self.balance})"
class Savings(Account):
    interest = 5
    def year(self): self.deposit(self.balance * self.interest // 100)
def transfer(a, b, n):
    a.withdraw(n)
    try:
        b.deposit(n)
    except ValueError:
        a.deposit(n)
        raise
a, b = Account("ann", 100), Savings("bob", 200)
transfer(a, b, 30); b.year()
print(a, b, a.history, b.history)
for n in (500, -1):
    try:
        transfer(a, b, n)
    except InsufficientFunds as error:
        print(error, error.short)
    except ValueError as error:
        print(type(error).__name__, error)
