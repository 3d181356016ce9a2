# csv over lines in memory: dialects, quoting, escapes, what is refused.
# gc every: 2048
import csv
import io

TEXT = 'a,b,"c ""d"", e"\r\n1,,"two\nlines"\n\n x , "y" ,\'z\'\r\n'
for options in ({}, {"skipinitialspace": True}, {"quotechar": "'"},
                {"doublequote": False}, {"delimiter": " "},
                {"quoting": csv.QUOTE_NONE}, {"escapechar": "c"}):
    reader = csv.reader(io.StringIO(TEXT, newline=""), **options)
    print(options, list(reader), reader.line_num)
print(list(csv.reader(['"1",2,3.5', '"x",-4e2,"5"'],
                      quoting=csv.QUOTE_NONNUMERIC)))
print(list(csv.reader(["a\\,b,c\\", "d"], escapechar="\\")))
rows = [[1, 2.5, None, "plain", 'a "quote"', "a,comma", "two\nlines", ""],
        ["only"], [""], [True, "\\", " "]]
for options in ({}, {"quoting": csv.QUOTE_ALL},
                {"quoting": csv.QUOTE_NONNUMERIC}, {"delimiter": ";"},
                {"lineterminator": "!"}, {"doublequote": False,
                                          "escapechar": "\\"}):
    out = io.StringIO(newline="")
    writer = csv.writer(out, **options)
    print([writer.writerow(row) for row in rows], repr(out.getvalue()))
out = io.StringIO()
table = csv.DictWriter(out, ["name", "size"], restval="?")
table.writeheader()
table.writerows([{"name": "a", "size": 1}, {"name": "b"}])
print(out.getvalue().splitlines())
print(list(csv.DictReader(out.getvalue().splitlines() + ["c,2,3", "d"])))


class Tabs(csv.excel):
    delimiter = "\t"


csv.register_dialect("tabs", Tabs, quoting=csv.QUOTE_NONE)
print(csv.list_dialects(), csv.get_dialect("tabs").delimiter,
      list(csv.reader(['a\t"b"'], "tabs")))
csv.unregister_dialect("tabs")
print(csv.Sniffer().sniff("a;b;c\n1;2;3\n").delimiter,
      csv.Sniffer().has_header("name,size\na,1\nb,2\n"))
print(csv.field_size_limit(10), csv.field_size_limit())


def attempt(what):
    try:
        print(what())
    except (csv.Error, TypeError) as e:
        print(type(e).__name__, e)


attempt(lambda: list(csv.reader(["x" * 11])))
csv.field_size_limit(1000)
attempt(lambda: list(csv.reader(['"a"b'], strict=True)))
attempt(lambda: list(csv.reader(['"a'], strict=True)))
attempt(lambda: list(csv.reader([b"bytes"])))
attempt(lambda: list(csv.reader(["a\rb"])))
attempt(lambda: csv.reader(5))
attempt(lambda: csv.reader([], delimiter="ab"))
attempt(lambda: csv.reader([], delimiter=None))
attempt(lambda: csv.reader([], quotechar=5))
attempt(lambda: csv.reader([], quoting=9))
attempt(lambda: csv.reader([], quoting=csv.QUOTE_ALL, quotechar=""))
attempt(lambda: csv.reader([], quoting=csv.QUOTE_ALL, quotechar=None))
attempt(lambda: csv.reader([], nothing=1))
attempt(lambda: csv.reader([], "no such dialect"))
attempt(lambda: csv.writer(5))
attempt(lambda: csv.writer(out).writerow(5))
attempt(lambda: csv.writer(out, quoting=csv.QUOTE_NONE).writerow(["a,b"]))
attempt(lambda: csv.writer(out, quoting=csv.QUOTE_NONE).writerow([""]))
attempt(lambda: csv.unregister_dialect("none"))
for wrong in (None, 1):
    try:
        csv.reader([], lineterminator=wrong)
    except TypeError as e:
        print(e)
