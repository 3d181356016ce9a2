# An agent's standard input is empty.
try:
    input("name? ")
except EOFError as e:
    print(type(e).__name__, e)
print(input.__name__)
input()
