# Module time. The clocks are the VM's; calendars are arithmetic. An agent's
# time zone is UTC on every node.

from sys import implementation as _implementation
from _clock import (monotonic, monotonic_ns, perf_counter, perf_counter_ns,
                    process_time, process_time_ns, sleep, time, time_ns)

# An agent has no process of its own: its processor time is the whole node's.
thread_time = process_time
thread_time_ns = process_time_ns

timezone = altzone = daylight = 0
tzname = ("UTC", "UTC")

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday",
         "Sunday")
_MONTHS = ("January", "February", "March", "April", "May", "June", "July",
           "August", "September", "October", "November", "December")
_SECONDS_MAX = 67767976233532799  # the end of the last year of a C int
_C_INT_MAX = 2 ** 31 - 1
_STRUCT_TM_ITEMS = 11
_FIELDS = ("tm_year", "tm_mon", "tm_mday", "tm_hour", "tm_min", "tm_sec",
           "tm_wday", "tm_yday", "tm_isdst", "tm_zone", "tm_gmtoff")


class struct_time(tuple):
    n_fields = 11
    n_sequence_fields = 9
    n_unnamed_fields = 0
    __match_args__ = _FIELDS[:9]

    def __new__(cls, sequence, dict=None, /):
        try:
            items = tuple(sequence)
        except TypeError:
            raise TypeError("constructor requires a sequence") from None
        if len(items) < 9:
            raise TypeError("time.struct_time() takes an at least 9-sequence "
                            f"({len(items)}-sequence given)")
        if len(items) > 11:
            raise TypeError("time.struct_time() takes an at most 11-sequence "
                            f"({len(items)}-sequence given)")
        self = tuple.__new__(cls, items[:9])
        self.__dict__["_zone"] = items[9] if len(items) > 9 else None
        self.__dict__["_offset"] = items[10] if len(items) > 10 else None
        return self

    def __setattr__(self, name, value):
        if name in _FIELDS:
            raise AttributeError("readonly attribute")
        raise AttributeError(f"'time.struct_time' object has no attribute "
                             f"'{name}'")

    @property
    def tm_zone(self):
        return self._zone

    @property
    def tm_gmtoff(self):
        return self._offset

    def __repr__(self):
        parts = ", ".join([f"{name}={value!r}"
                           for name, value in zip(_FIELDS, self)])
        return f"time.struct_time({parts})"


def _field(index):
    return property(lambda self: self[index])


for _i in range(9):
    setattr(struct_time, _FIELDS[_i], _field(_i))
del _i


def _is_leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _days_before(year):
    # From the first day of year 1.
    year -= 1
    return year * 365 + year // 4 - year // 100 + year // 400


_MONTH_STARTS = (0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_EPOCH = _days_before(1970)


def _day_of_year(year, month, day):
    # From 0; month from 1.
    leap = 1 if month > 2 and _is_leap(year) else 0
    return _MONTH_STARTS[month - 1] + leap + day - 1


def _seconds(secs):
    if secs is None:
        return time_ns() // 1000000000
    if isinstance(secs, float):
        if secs != secs:
            raise ValueError("Invalid value NaN (not a number)")
        if abs(secs) >= 2.0 ** 63:
            raise OverflowError("timestamp out of range for platform time_t")
        return int(secs // 1)
    if not isinstance(secs, int):
        index = getattr(type(secs), "__index__", None)
        if index is None:
            raise TypeError(f"'{type(secs).__name__}' object cannot be "
                            "interpreted as an integer")
        secs = index(secs)
    if not -2 ** 63 <= secs < 2 ** 63:
        raise OverflowError("timestamp out of range for platform time_t")
    return int(secs)


def _broken_down(secs, zone):
    secs = _seconds(secs)
    if abs(secs) > _SECONDS_MAX:
        raise OSError(75, "Value too large for defined data type")
    days, second = divmod(secs, 86400)
    weekday = (days + 3) % 7
    days += _EPOCH
    year = days * 400 // 146097 + 1
    while _days_before(year) > days:
        year -= 1
    while _days_before(year + 1) <= days:
        year += 1
    in_year = days - _days_before(year)
    month = 12
    while _day_of_year(year, month, 1) > in_year:
        month -= 1
    day = in_year - _day_of_year(year, month, 1) + 1
    return struct_time((year, month, day, second // 3600, second // 60 % 60,
                        second % 60, weekday, in_year + 1, 0, zone, 0))


def gmtime(seconds=None, /):
    return _broken_down(seconds, "GMT")


def localtime(seconds=None, /):
    return _broken_down(seconds, "UTC")


def _checked(t, error):
    if not isinstance(t, tuple):
        raise TypeError("Tuple or struct_time argument required")
    if len(t) != 9:
        raise TypeError(error)
    for value in t:
        if not isinstance(value, int):
            raise TypeError(f"'{type(value).__name__}' object cannot be "
                            "interpreted as an integer")
        if value > _C_INT_MAX:
            raise OverflowError("signed integer is greater than maximum")
        if value < -_C_INT_MAX - 1:
            raise OverflowError("signed integer is less than minimum")
    if t[0] < -_C_INT_MAX - 1 + 1900:
        raise OverflowError("year out of range")
    return t


def _in_range(t):
    year, month, day, hour, minute, second, weekday, in_year, dst = t
    month = month or 1
    day = day or 1
    in_year = in_year or 1
    if not 1 <= month <= 12:
        raise ValueError("month out of range")
    if not 1 <= day <= 31:
        raise ValueError("day of month out of range")
    if not 0 <= hour <= 23:
        raise ValueError("hour out of range")
    if not 0 <= minute <= 59:
        raise ValueError("minute out of range")
    if not 0 <= second <= 61:
        raise ValueError("seconds out of range")
    if weekday < -1:
        raise ValueError("day of week out of range")
    if not 1 <= in_year <= 366:
        raise ValueError("day of year out of range")
    return struct_time((year, month, day, hour, minute, second, weekday % 7,
                        in_year, dst, getattr(t, "tm_zone", None)))


def mktime(t, /):
    year, month, day, hour, minute, second, *_ = _checked(
        t, "mktime(): illegal time tuple argument")
    year += (month - 1) // 12
    month = (month - 1) % 12 + 1
    days = _days_before(year) - _EPOCH + _day_of_year(year, month, 1) + day - 1
    return float(((days * 24 + hour) * 60 + minute) * 60 + second)


def asctime(t=None, /):
    t = localtime() if t is None else t
    year, month, day, hour, minute, second, weekday, *_ = _in_range(
        _checked(t, "asctime(): illegal time tuple argument"))
    return (f"{_DAYS[weekday][:3]} {_MONTHS[month - 1][:3]}{day:3d} "
            f"{hour:02d}:{minute:02d}:{second:02d} {year}")


def ctime(seconds=None, /):
    return asctime(localtime(seconds))


def _iso_week(year, weekday, in_year):
    # (year, week) as ISO 8601 counts them; weekday from 0, in_year from 1.
    week = (in_year - weekday + 9) // 7
    if week < 1:
        return _iso_week(year - 1, weekday,
                         in_year + 365 + _is_leap(year - 1))
    if week == 53 and in_year - weekday + 3 > 365 + _is_leap(year):
        return year + 1, 1
    return year, week


# What is put together from others.
_COMPOSED = {"c": "%a %b %e %H:%M:%S %Y", "D": "%m/%d/%y", "F": "%Y-%m-%d",
             "r": "%I:%M:%S %p", "R": "%H:%M", "T": "%H:%M:%S",
             "x": "%m/%d/%y", "X": "%H:%M:%S", "h": "%b"}
# Numbers: (width, what fills it up, how it is found in the tuple).
_NUMBERS = {
    "C": (2, "0", lambda t: t[0] // 100),
    "d": (2, "0", lambda t: t[2]),
    "e": (2, " ", lambda t: t[2]),
    "g": (2, "0", lambda t: _iso_week(t[0], t[6], t[7])[0] % 100),
    "G": (1, "0", lambda t: _iso_week(t[0], t[6], t[7])[0]),
    "H": (2, "0", lambda t: t[3]),
    "I": (2, "0", lambda t: (t[3] + 11) % 12 + 1),
    "j": (3, "0", lambda t: t[7]),
    "k": (2, " ", lambda t: t[3]),
    "l": (2, " ", lambda t: (t[3] + 11) % 12 + 1),
    "m": (2, "0", lambda t: t[1]),
    "M": (2, "0", lambda t: t[4]),
    "s": (1, "0", lambda t: int(mktime(t))),
    "S": (2, "0", lambda t: t[5]),
    "u": (1, "0", lambda t: t[6] + 1),
    "U": (2, "0", lambda t: (t[7] + 6 - (t[6] + 1) % 7) // 7),
    "V": (2, "0", lambda t: _iso_week(t[0], t[6], t[7])[1]),
    "w": (1, "0", lambda t: (t[6] + 1) % 7),
    "W": (2, "0", lambda t: (t[7] + 6 - t[6]) // 7),
    "y": (2, "0", lambda t: t[0] % 100),
    "Y": (1, "0", lambda t: t[0]),
}
_WORDS = {
    "a": lambda t: _DAYS[t[6]][:3],
    "A": lambda t: _DAYS[t[6]],
    "b": lambda t: _MONTHS[t[1] - 1][:3],
    "B": lambda t: _MONTHS[t[1] - 1],
    "n": lambda t: "\n",
    "p": lambda t: "AM" if t[3] < 12 else "PM",
    "P": lambda t: "am" if t[3] < 12 else "pm",
    "t": lambda t: "\t",
    "z": lambda t: "+0000",
    "Z": lambda t: getattr(t, "tm_zone", None) or "UTC",
    "%": lambda t: "%",
}


def _directive(kind, flag, width, t):
    # What %kind becomes, or None if there is no such thing.
    if kind in _NUMBERS:
        least, fill, number = _NUMBERS[kind]
        fill = {"_": " ", "0": "0"}.get(flag, fill)
        least = 1 if flag == "-" else max(least, width)
        value = number(t)
        sign = "-" if value < 0 else ""
        return sign + str(abs(value)).rjust(least - len(sign), fill)
    if kind in _COMPOSED:
        text = _format(_COMPOSED[kind], t)
    elif kind in _WORDS:
        text = _WORDS[kind](t)
    else:
        return None
    if flag == "^":
        text = text.upper()
    elif flag == "#":
        text = text.lower() if kind in "pZ" else text.upper()
    return text.rjust(width, "0" if flag == "0" else " ")


def _format(template, t):
    out = []
    at = 0
    while True:
        found = template.find("%", at)
        if found < 0:
            out.append(template[at:])
            return "".join(out)
        out.append(template[at:found])
        end = found + 1
        flag = ""
        while template[end:end + 1] and template[end] in "_-0^#":
            flag = template[end]
            end += 1
        width = 0
        while template[end:end + 1].isdecimal():
            width = width * 10 + int(template[end])
            end += 1
        if template[end:end + 1] in ("E", "O"):
            end += 1
        text = _directive(template[end:end + 1] or " ", flag, min(width, 4096),
                          t)
        at = end + 1
        out.append(template[found:at] if text is None else text)


def strftime(format, t=None, /):
    if not isinstance(format, str):
        raise TypeError("strftime() argument 1 must be str, not "
                        f"{type(format).__name__}")
    if "\0" in format:
        raise ValueError("embedded null character")
    t = localtime() if t is None else t
    return _format(format, _in_range(
        _checked(t, "strftime(): illegal time tuple argument")))


def strptime(string, format="%a %b %d %H:%M:%S %Y", /):
    from _strptime import _strptime_time
    return _strptime_time(string, format)


def tzset():
    pass


def get_clock_info(name, /):
    if name not in ("monotonic", "perf_counter", "process_time", "time",
                    "thread_time"):
        raise ValueError("unknown clock")
    return type(_implementation)(
        implementation="the node's clock", monotonic=name != "time",
        adjustable=name == "time", resolution=1e-09)


# POSIX's clocks, as far as an agent has them.
CLOCK_REALTIME, CLOCK_MONOTONIC, CLOCK_PROCESS_CPUTIME_ID = 0, 1, 2
CLOCK_THREAD_CPUTIME_ID, CLOCK_MONOTONIC_RAW, CLOCK_BOOTTIME = 3, 4, 7
CLOCK_TAI = 11
_READERS = {CLOCK_REALTIME: time_ns, CLOCK_MONOTONIC: monotonic_ns,
            CLOCK_PROCESS_CPUTIME_ID: process_time_ns,
            CLOCK_THREAD_CPUTIME_ID: thread_time_ns,
            CLOCK_MONOTONIC_RAW: monotonic_ns, CLOCK_BOOTTIME: monotonic_ns}


def clock_gettime_ns(clk_id, /):
    reader = _READERS.get(clk_id)
    if reader is None:
        raise OSError(22, "Invalid argument")
    return reader()


def clock_gettime(clk_id, /):
    return clock_gettime_ns(clk_id) / 1e9


def clock_getres(clk_id, /):
    clock_gettime_ns(clk_id)
    return 1e-09


def clock_settime(clk_id, time, /):
    raise PermissionError(1, "Operation not permitted")


clock_settime_ns = clock_settime
