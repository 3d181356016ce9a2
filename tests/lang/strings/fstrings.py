name, n, x = "ant", 42, 3.14159
print(f"{name} {n} {x}", f"{n + 1} {name!r} {name!s} {'q'!a}")
print(f"{x:.2f} {x:10.3f}| {x:<10.1f}| {x:^10.1f}| {x:+.1e} {x:g} {0.5:%}")
print(f"{n:5d}|{n:<5d}|{n:^5d}|{n:05d}|{n:+d}|{n:x}|{n:#x}|{n:b}|{n:,}")
print(f"{1234567:,} {1234567.891:,.2f} {1234567:_}")
print(f"{name:>10}|{name:*^9}|{name:.2}|")
width, digits = 12, 4
print(f"{x:{width}.{digits}f}|", f"{name!r:>{width}}|")
print(f"{{literal}} {n=} {x = :.1f} {name = !s}")
print(f"{'nested ' + f'{n}'} {[i for i in range(3)]} {{'a': 1}}")
print(f"{(lambda v: v * 2)(4)} {n if n > 3 else 0}")
print(f"multi"
      f" {n}" " part")
