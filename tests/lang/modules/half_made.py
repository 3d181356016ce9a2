import _half_a
