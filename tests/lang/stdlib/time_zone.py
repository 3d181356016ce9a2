# vm-only: agents live in UTC, wherever their node is
import time

print(time.tzname, time.timezone, time.altzone, time.daylight)
print(time.localtime(0), time.localtime(0).tm_zone, time.ctime(0))
print(time.mktime((2000, 14, 1, 0, 0, 0, 0, 0, 0)),
      time.strftime("%s %Z %z", time.localtime(86400)))
print(abs(time.time() - time.mktime(time.localtime())) < 2)
