# What a program reads of its interpreter, and what it may change.
import io
import sys


try:
    1 / 0
except ZeroDivisionError as e:
    print(sys.exception() is e, sys.exc_info()[1] is e)
    sys.excepthook(type(e), e, e.__traceback__)
    sys.__excepthook__(type(e), e, None)
print(sys.exception())
sys.stdin = io.StringIO('ab\nc')
sys.stdout.flush()
print(input('p> '), input(), sys.__stdin__ is not sys.stdin)
try:
    input()
except EOFError as e:
    print(e)
sys.stdout.flush()
sys.stdout.buffer.write('é\n'.encode())
sys.stdout.buffer.flush()
out = io.StringIO()
old = sys.stdout
sys.stdout = out
try:
    input('q')
except EOFError:
    pass
sys.stdout = old
print(repr(out.getvalue()))

def t(f, *a):
    try:
        print(f(*a))
    except Exception as e:
        print(type(e).__name__, e)
t(sys.settrace, None)
t(sys.setprofile, None)
t(sys.gettrace)
t(sys.getswitchinterval)
t(sys.setswitchinterval, -1)
t(sys.setswitchinterval, 0.25)
t(sys.getswitchinterval)
t(sys.get_int_max_str_digits)
t(sys.is_finalizing)
t(sys.audit, 'a')
t(sys.audit, 3)
t(sys.call_tracing, max, (1, 2))
t(sys.intern, 'abc')
t(sys.intern, 3)
t(sys.setrecursionlimit, 0)
t(sys.setrecursionlimit, 'x')
t(sys.getrecursionlimit)
t(sys.exc_info)
t(sys.displayhook, None)
t(sys.displayhook, 'x')
print(sys.maxsize, sys.maxunicode, sys.byteorder, sys.version_info[:2], sys.version_info >= (3, 11), sys.version_info.major, sys.float_info.max, sys.float_info, sys.platform, sys.hexversion >> 16, sys.api_version, sys.prefix, sys.exec_prefix, sys.base_prefix)
print(sys.getdefaultencoding(), sys.getfilesystemencoding(), sys.stdout.encoding, sys.stdin.encoding)
print(sys.hash_info.modulus, sys.int_info.default_max_str_digits)
print('sys' in sys.modules, type(sys.modules), sys.argv, sys.flags.optimize, sys.version.split()[0], sys.getsizeof([]) > 0)
for a in ((), (None,), (3,), ('msg',), ((1, 2),)):
    try:
        sys.exit(*a)
    except SystemExit as e:
        print(repr(e), e.code, e.args)
try:
    sys.exit(1, 2)
except TypeError as e:
    print(e)
print(repr(sys.version_info), sys.float_info.epsilon, sys.float_repr_style)
try:
    sys.version_info.major = 3
except AttributeError as e:
    print(e)
sys.stderr.write('err\n')
print(sys.stdout.writable(), sys.stdout.readable(), sys.stdout.isatty(), sys.stdin.read())
print(sys.breakpointhook is sys.__breakpointhook__, sys.displayhook is sys.__displayhook__)
sys.breakpointhook = lambda *a, **k: print('hook', a, k)
breakpoint(1, x=2)
