def f():
    x = 1
    del x
    try:
        x
    except UnboundLocalError as error:
        print(error)
    x = 2
    return x
print(f())
y = 1
del y
try:
    y
except NameError as error:
    print(error)
try:
    del y
except NameError as error:
    print(error)
