# Numbers that a bytes template cannot show.
for template in (b"%f", b"%e", b"%+-5.2G", "%f"):
    for value in ("a", None, [1], 1j, 2.5, True):
        try:
            print(template % (value,))
        except TypeError as e:
            print(template, e)
try:
    print(1.5 ^ 2**2000)
except TypeError as e:
    print(e)
