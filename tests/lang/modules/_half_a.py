import _half_b

x = 1
