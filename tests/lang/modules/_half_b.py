import _half_a

_half_a.x
