# Which refusal comes first in a complex number's format.
for spec in ("=+8.7%", "0<14.6n", "014", "=9", "%", "<9.2f", "x<12"):
    try:
        print(format(1 - 2.25j, spec))
    except ValueError as e:
        print(spec, e)
