from _show import show

for pattern in ("f''", "f'{x}'", "{f'': _}", "[f'a', 1]"):
    show(f"match x:\n    case {pattern}:\n        pass\n")
