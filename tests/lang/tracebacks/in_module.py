import _broken

print("never")
