class Account:
    def __init__(self):
        self.__balance = 10

    def balance(self):
        return self.__balance

    def __secret(self):
        return "secret"

    def reveal(self):
        return self.__secret()


class Savings(Account):
    def __init__(self):
        super().__init__()
        self.__balance = 99


s = Savings()
print(s.balance(), s.reveal(), sorted(vars(s)), hasattr(s, "__balance"))
print(s._Account__balance, s._Savings__balance)
