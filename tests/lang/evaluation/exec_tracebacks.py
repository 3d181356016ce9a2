# The traceback of code compiled at run time names its file, without source.
source = """
def deep(n):
    if n == 0:
        raise ValueError("deep")
    deep(n - 1)

deep(2)
"""
code = compile(source, "<made>", "exec")
try:
    exec(code)
except ValueError as e:
    tb = e.__traceback__
    while tb:
        print(tb.tb_frame.f_code.co_filename.endswith("exec_tracebacks.py"),
              tb.tb_lineno, tb.tb_frame.f_code.co_name)
        tb = tb.tb_next
exec("\n\n1/0")
