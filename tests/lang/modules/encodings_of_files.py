# Sources in other encodings, and with other ends of lines, are shown in
# tracebacks as what they say.
import traceback

import _cp1252
import _latin9
import _old_mac

for module in (_cp1252, _latin9, _old_mac):
    print(ascii(module.price))
    try:
        module.fail()
    except AttributeError as e:
        print(ascii(str(e)), e.__traceback__.tb_next.tb_lineno)
for name in ("ascii", "u8", "L1", "Latin_1", "utf-8-unix", "iso8859-15"):
    source = f"# coding: {name}\nx = 'abc'"
    names = {}
    exec(source.encode(), names)
    print(names["x"])
_cp1252.fail()
