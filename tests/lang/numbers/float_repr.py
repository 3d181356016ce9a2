for value in (0.1, 1.0, 1e16, 1e15, 123456789.123, 1e-5, 0.0001, -0.0, 1e100,
              5e-324, 1.7976931348623157e308, 2/3, 100.0, 1e22, 1e21):
    print(value, repr(value), str(value))
print(float("inf"), -float("inf"), float("nan"))
