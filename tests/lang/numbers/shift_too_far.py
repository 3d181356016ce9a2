# A count that no machine word holds is refused before memory is.
for value in 0, 1, -5, 2**100:
    for count in 2**70, -2**70:
        try:
            print(value << count)
        except (OverflowError, ValueError) as e:
            print(type(e).__name__, e)
        try:
            print(value >> count)
        except (OverflowError, ValueError) as e:
            print(type(e).__name__, e)
