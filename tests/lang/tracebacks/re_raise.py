def check(value):
    try:
        return 10 / value
    except ZeroDivisionError:
        print("logging")
        raise


check(0)
