print("%d %i %s %r %x %X %o %c %c" % (42, 42.9, "s", "r", 255, 255, 8, "c", 99))
print("%5d|%-5d|%05d|%+d|% d" % (42, 42, 42, 42, 42))
print("%f %.2f %e %g %G %10.3f|%-10.1f|" % (1.5, 2.345, 12345.678, 1e-5, 1e20, 3.14159, 2.5))
print("%%|%s|%10s|%-10s|%.2s" % ("a", "b", "c", "defg"))
print("%(name)s is %(age)d" % {"name": "Ann", "age": 30}, "%s" % (("t", 1),), "%s" % [1])
print("%*d|%-*d|%.*f" % (5, 1, 5, 2, 2, 3.14159), "%#x %#o" % (255, 8), "%a" % "é")
for template, values in (("%d", "x"), ("%d %d", (1,)), ("%d", (1, 2)), ("%z", 1), ("%(a)s", 1), ("%c", "ab"), ("%", 1)):
    try:
        print(template % values)
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)
