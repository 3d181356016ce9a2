x = "global"


def reads():
    return x


def writes():
    global x
    x = "changed"


def shadows():
    x = "local"
    return x


print(shadows(), reads())
writes()
print(x, reads())


def unbound():
    try:
        print(x)
    except UnboundLocalError as error:
        print(error)
    x = 1


unbound()
try:
    undefined
except NameError as error:
    print(error)
del x
try:
    reads()
except NameError as error:
    print(error)


class K:
    y = 1

    def method(self):
        return y


y = "module"
print(K().method(), K.y)


def delete():
    z = 1
    del z
    try:
        z
    except UnboundLocalError as error:
        print(error)


delete()
