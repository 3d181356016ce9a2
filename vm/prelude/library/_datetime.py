# There is no module _datetime: the library's datetime, which asks for it at its
# end, keeps what it has in Python, with the words of CPython's for its errors.

import sys as _sys


def _check_date_fields(year, month, day):
    year = _datetime._index(year)
    for value, name, place in (month, "month", 2), (day, "day", 3):
        if value is None:
            raise TypeError(f"function missing required argument '{name}' "
                            f"(pos {place})")
    month, day = _datetime._index(month), _datetime._index(day)
    if not _datetime.MINYEAR <= year <= _datetime.MAXYEAR:
        raise ValueError(f"year {year} is out of range")
    if not 1 <= month <= 12:
        raise ValueError("month must be in 1..12")
    if not 1 <= day <= _datetime._days_in_month(year, month):
        raise ValueError("day is out of range for month")
    return year, month, day


def _check_time_fields(hour, minute, second, microsecond, fold):
    fields = []
    for value, name, most in ((hour, "hour", 23), (minute, "minute", 59),
                              (second, "second", 59),
                              (microsecond, "microsecond", 999999)):
        value = _datetime._index(value)
        if not 0 <= value <= most:
            raise ValueError(f"{name} must be in 0..{most}")
        fields.append(value)
    if fold not in (0, 1):
        raise ValueError("fold must be either 0 or 1")
    return (*fields, fold)


def _check_tzinfo_arg(tz):
    if tz is not None and not isinstance(tz, _datetime.tzinfo):
        raise TypeError("tzinfo argument must be None or of a tzinfo "
                        f"subclass, not type '{type(tz).__name__}'")


def _type_name(value):
    cls = type(value)
    if cls.__module__ == "datetime":
        return "datetime." + cls.__name__
    return cls.__name__


def _cmperror(x, y):
    raise TypeError(f"can't compare {_type_name(x)} to {_type_name(y)}")


def _show_calendar_date(self):
    year, week, weekday = self
    return ("datetime.IsoCalendarDate("
            f"year={year}, week={week}, weekday={weekday})")


# What a function says as a constant of its code.
def _say(function, before, after):
    code = function.__code__
    function.__code__ = code.replace(co_consts=tuple(
        after if constant == before else constant
        for constant in code.co_consts))


def _reword():
    for function in (_check_date_fields, _check_time_fields,
                     _check_tzinfo_arg, _cmperror):
        setattr(_datetime, function.__name__, function)
    _datetime._IsoCalendarDate.__repr__ = _show_calendar_date
    for cls in _datetime.date, _datetime.datetime:
        _say(cls.__add__, "result out of range", "date value out of range")
    cls = _datetime.datetime
    _say(cls._cmp, "cannot compare naive and aware datetimes",
         "can't compare offset-naive and offset-aware datetimes")
    _say(cls.__sub__, "cannot mix naive and timezone-aware time",
         "can't subtract offset-naive and offset-aware datetimes")
    _say(_datetime.time._cmp, "cannot compare naive and aware times",
         "can't compare offset-naive and offset-aware times")
    _say(_datetime.timedelta.__new__, "timedelta # of days is too large: %d",
         "days=%d; must have magnitude <= 999999999")


_datetime = _sys.modules.get("datetime")
if hasattr(_datetime, "_cmperror"):
    _reword()
raise ModuleNotFoundError("No module named '_datetime'", name="_datetime")
