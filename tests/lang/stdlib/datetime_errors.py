# What is wrong with a date, in the words of CPython's _datetime.
import datetime as dt

day = dt.date(2024, 2, 29)
moment = dt.datetime(2024, 3, 10, 14, 5)
there = dt.datetime(2024, 1, 1, tzinfo=dt.timezone.utc)
for wrong in (
        lambda: dt.date(2023, 2, 29), lambda: dt.date(2023, 13, 1),
        lambda: dt.date(0, 1, 1), lambda: dt.datetime(2024, 1, 32),
        lambda: dt.datetime(2024, 1, 1, 25), lambda: dt.time(0, 60),
        lambda: dt.time(0, 0, -1), lambda: dt.time(0, 0, 0, 10**6),
        lambda: dt.time(fold=2), lambda: day.replace(year=2023),
        lambda: dt.date(2024), lambda: dt.date(2024, 5),
        lambda: dt.date("a", 1, 1), lambda: dt.date(1, "a", 1),
        lambda: dt.time(1, 2, "3"), lambda: dt.datetime(2024, 1, 1, tzinfo=5),
        lambda: day < moment, lambda: moment < day, lambda: day < 5,
        lambda: dt.time() < 1, lambda: dt.timedelta(1) < 1,
        lambda: there < moment, lambda: moment - there,
        lambda: there.timetz() < moment.time(),
        lambda: day + dt.timedelta(days=10**7),
        lambda: dt.date.min - dt.timedelta(1),
        lambda: moment + dt.timedelta(days=-10**6),
        lambda: dt.timedelta(days=10**9), lambda: day + 5):
    try:
        print(wrong())
    except (ValueError, TypeError, OverflowError) as e:
        print(type(e).__name__, e)
print(day.isocalendar(), there > there - dt.timedelta(1), day == moment)
