# vm-only: CPython has all of its modules
# Of a module of the standard library that is not there, it is said why.

try:
    import _ssl
except ModuleNotFoundError as error:
    print(error)
try:
    import socket_
except ModuleNotFoundError as error:
    print(error)
