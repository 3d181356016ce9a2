# not in image: shows lines of its source.
# logging: records, levels, formats, handlers; and the time in a record, which
# gc every: 2048
# a formatter gets from a function in its class.
import io
import logging
import sys
import time

out = io.StringIO()
handler = logging.StreamHandler(out)
formatter = logging.Formatter(
    "%(asctime)s %(levelname)s %(name)s:%(lineno)d %(message)s")
formatter.converter = time.gmtime
handler.setFormatter(formatter)
log = logging.getLogger("ants.queen")
log.addHandler(handler)
log.setLevel(logging.INFO)
log.propagate = False
record = log.makeRecord("ants", logging.WARNING, "f.py", 7, "%s of %d",
                        ("some", 5), None)
record.created, record.msecs = 86400.25, 250.0
log.handle(record)
print(out.getvalue())

logging.Formatter.converter = time.gmtime
record.levelname = "NOTE"
print(logging.Formatter("{asctime} {levelname}", "%H:%M", "{").format(record))
print(logging.Formatter("$message", style="$").format(record))

log.removeHandler(handler)
logging.basicConfig(stream=sys.stdout, level=logging.DEBUG,
                    format="%(levelname)s|%(name)s|%(funcName)s|%(message)s")


def work():
    root = logging.getLogger()
    root.debug("plain")
    root.info("%(key)s", {"key": "value"})
    try:
        1 / 0
    except ZeroDivisionError:
        root.exception("failed")
    root.log(5, "too low")


work()
print(logging.getLevelName(30), logging.getLogger("ants").getChild("x").name)
stamped = logging.Formatter("%(asctime)s").format(
    logging.LogRecord("n", 20, "p", 1, "m", (), None))
print(len(stamped), stamped[4], stamped[-4])


class Clock:
    now = time.time
    parts = time.gmtime
    show = time.strftime
    opened = open


clock = Clock()
print(clock.now() > 0, clock.parts(0).tm_year, clock.show("%Y", clock.parts(0)))
print(Clock.parts(0) == clock.parts(0), clock.opened is open)


class Plain:
    pass


Plain.later = time.gmtime
print(Plain().later(0)[:3])
