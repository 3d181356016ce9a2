# Keys that are equal are the same key, whatever their types.
from _show import show

for keys in ("0: _, False: _", "0: _, 0.0: _", "0: _, 0j: _", "1: _, True: _",
             "'a': _, 'a': _", "b'a': _, 'a': _", "1: _, 2: _, 1.0: _",
             "-1: _, -1: _", "None: _, None: _"):
    show(f"match x:\n    case {{{keys}}}:\n        pass\n")
