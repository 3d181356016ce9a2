total = 0
def add(n):
    global total, created
    total += n
    created = n
add(5); add(6)
print(total, created)
def shadow():
    total = "local"
    return total
print(shadow(), total, "total" in globals(), sorted(k for k in locals() if k == "total"))
def bad():
    print(total)
    total = 1
try:
    bad()
except UnboundLocalError as error:
    print(error)
try:
    missing
except NameError as error:
    print(error)
