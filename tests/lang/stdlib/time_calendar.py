# gmtime(), asctime(), strftime() and struct_time; what depends on the zone is in
# time_zone.py.
import time


def attempt(function, *args):
    try:
        print(repr(function(*args)))
    except Exception as e:
        print(type(e).__name__, e)


FORMATS = ["%a %A %b %B %c", "%d %D %e %F|%g %G %h %H %I %j|%k %l %m %M",
           "%p %P %r %R|%S%n%T%t%u %U %V %w %W|%x %X %y %Y %z %%",
           "%-d %_d %05d %^a %#p %Ey %Od", "%Q %", "é %d"]
for seconds in (0, 86399, 951827696, 1e9, -1, -86401.5, 4102444800, 253402300799,
                1700000000.9, 68256000, 1709164800):
    t = time.gmtime(seconds)
    print(t, time.asctime(t))
    for template in FORMATS:
        print(repr(time.strftime(template, t)))
for day in range(0, 9000, 97):
    print(time.strftime("%G-%V %U %W %j %u", time.gmtime(day * 86400)))
t = time.gmtime(0)
print(t.tm_year, t.tm_zone, t.tm_gmtoff, t[:3], t.n_fields, len(t),
      t == (1970, 1, 1, 0, 0, 0, 3, 1, 0), isinstance(t, tuple))
print(time.struct_time(range(9)), time.struct_time(range(11)).tm_zone)
attempt(time.struct_time, range(3))
attempt(time.struct_time, 5)
attempt(setattr, t, "tm_year", 3)
attempt(time.strftime, "%Y", 3)
attempt(time.strftime, 3)
attempt(time.strftime, "%5Y", (2000, 1, 1, 0, 0, 0, 0, 1, 0))
attempt(time.strftime, "x", (2000, 1, 1, 25, 0, 0, 0, 1, 0))
attempt(time.gmtime, "x")
attempt(time.gmtime, 1e20)
attempt(time.gmtime, 2 ** 70)
attempt(time.gmtime, float("nan"))
attempt(time.asctime, (1, 2))
attempt(time.asctime, (2000, 13, 1, 0, 0, 0, 0, 0, 0))
attempt(time.asctime, (2000, 1, "x", 0, 0, 0, 0, 0, 0))
