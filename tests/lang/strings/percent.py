print("%d %i %5d|%-5d|%05d %+d" % (1, 2, 3, 4, 5, 6))
print("%s %10s|%-10s|%.2s" % ("a", "b", "c", "defg"))
print("%f %.2f %e %g %G" % (1.5, 2.345, 12345.678, 0.0001, 1e-10))
print("%x %X %#x %o %c %c %%" % (255, 255, 255, 8, 65, "z"))
print("%(a)s-%(b)03d" % {"a": 1, "b": 2})
print("%*d|%-*d|" % (5, 42, 5, 42))
print("%r %a" % ("é", "é"))
for form, values in (("%d", "x"), ("%d %d", (1,)), ("%d", (1, 2)), ("%q", 1)):
    try:
        print(form % values)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
