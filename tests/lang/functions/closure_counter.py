def make():
    count = 0
    def up(by=1):
        nonlocal count
        count += by
        return count
    def get():
        return count
    return up, get
up, get = make()
up(); up(5)
other_up, other_get = make()
print(get(), other_get(), up(), get())
