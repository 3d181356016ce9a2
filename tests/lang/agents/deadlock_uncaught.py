import midge

try:
    midge.receive()
finally:
    print("unwound")  # expect: unwound
# expect exit: 1
