# not in image: shows lines of its source.
# gc every: 1048576
# A line or two of each of many modules that the library has in Python.
import argparse
import ast
import calendar
import cmath
import colorsys
import configparser
import datetime
import decimal
import difflib
import doctest
import email.message
import fnmatch
import getopt
import graphlib
import html
import inspect
import io
import ipaddress
import logging
import pathlib
import pickle
import platform
import pprint
import quopri
import shlex
import string
import sys
import tarfile
import tokenize
import unittest
import urllib.parse
import xml.sax.saxutils
import zipfile


def square(x):
    """
    >>> square(3)
    9
    """
    return x * x


class Case(unittest.TestCase):
    def test_passes(self):
        with self.assertRaises(ValueError), self.subTest(i=1):
            int("x")

    def test_fails(self):
        self.assertEqual([1, 2], [1, 3])


def numbers_and_dates():
    decimal.getcontext().prec = 30
    print(decimal.Decimal(2).sqrt(), decimal.Decimal(1) / 3,
          round(decimal.Decimal("2.675"), 2))
    print(datetime.datetime(2020, 2, 29, 12) + datetime.timedelta(days=365))
    print(datetime.date.fromisoformat("2021-03-04").strftime("%A %d %B %Y"),
          datetime.datetime.strptime("2020-01-02 03:04", "%Y-%m-%d %H:%M"))
    print(calendar.month(2024, 2), cmath.sqrt(-1), cmath.phase(1j))
    print(colorsys.rgb_to_hsv(0.2, 0.4, 0.6))


def texts():
    print(string.Template("$a ${b}").substitute(a=1, b=2))
    print(shlex.split('a "b c" d\\ e'), html.unescape("&lt;&eacute;"))
    print("\n".join(difflib.unified_diff("abc", "axc", lineterm="")))
    print(urllib.parse.urlparse("http://a.b/c?d=e#f"),
          urllib.parse.quote("a b/\u00e9"), urllib.parse.parse_qs("a=1&a=3"))
    print(xml.sax.saxutils.escape("<a>"), quopri.encodestring(b"a=\xe9"))
    pprint.pprint({"a": list(range(30)), "b": {"c": ["x" * 30] * 3}})
    message = email.message.EmailMessage()
    message["To"] = "a@b"
    message.set_content("h\u00e9")
    print(message.as_string())
    print(fnmatch.filter(["a.py", "b.txt"], "*.py"),
          pathlib.PurePath("/a/b.c").suffix)
    print(list(ipaddress.ip_network("10.0.0.0/30").hosts()))


def programs():
    settings = configparser.ConfigParser()
    settings.read_string("[a]\nx=1\ny=%(x)s2\n[b]\nz=yes")
    print(settings["a"]["y"], settings.getboolean("b", "z"))
    parser = argparse.ArgumentParser(prog="p")
    parser.add_argument("-n", type=int, default=3, help="how many")
    parser.add_argument("files", nargs="*")
    print(parser.parse_args(["-n", "5", "a", "b"]), parser.format_help())
    print(getopt.getopt(["-a", "1", "--bc", "x"], "a:", ["bc"]))
    logging.basicConfig(stream=sys.stdout, level=logging.INFO,
                        format="%(levelname)s %(name)s %(message)s")
    logging.getLogger("x").info("said %s", 3)
    order = graphlib.TopologicalSorter({"a": {"b"}, "b": {"c"}})
    print(list(order.static_order()), platform.python_version())


def python_itself():
    print(inspect.signature(lambda a, /, b=3, *c, d, **e: 0),
          inspect.signature(sorted))
    print(ast.unparse(ast.parse("def f(a, *b, c=1): return a if b else c")))
    source = io.StringIO("a = b + 1  # c\n")
    print([token.string for token in
           tokenize.generate_tokens(source.readline)])
    print(doctest.testmod())
    out = io.StringIO()
    suite = unittest.defaultTestLoader.loadTestsFromTestCase(Case)
    print(unittest.TextTestRunner(stream=out).run(suite))
    print(out.getvalue().split("-" * 70)[1])
    print(pickle.loads(pickle.dumps({"a": [1, (2, 3), {4}],
                                     "b": datetime.date(2020, 1, 1)})))


def archives():
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", "hi" * 100)
    archive = zipfile.ZipFile(file)
    print(archive.read("a.txt")[:4], archive.namelist())
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w:gz") as archive:
        member = tarfile.TarInfo("x")
        member.size = 3
        archive.addfile(member, io.BytesIO(b"abc"))
    file.seek(0)
    print(tarfile.open(fileobj=file).extractfile("x").read())


numbers_and_dates()
texts()
programs()
python_itself()
archives()
