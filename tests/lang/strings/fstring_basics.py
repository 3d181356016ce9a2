name, n, pi = "Ann", 7, 3.14159
print(f"{name} {n} {pi}", f"{n + 1}", f"{name!r}", f"{name.upper()}", f"{'nested'}", f"{{}}")
print(f"{n:5}|{n:<5}|{n:^5}|{n:05}", f"{pi:.2f} {pi:10.3f}|", f"{name:>8}|{name:*^9}")
width, precision = 10, 3
print(f"{pi:{width}.{precision}f}|", f"{n:{'>' if n else '<'}{width}}")
print(f"{n=} {n + 1 = } {name=!s} {pi=:.1f}", f"{n!r:>4}")
print(f"a" "b" f"{n}" 'c', rf"\d{n}", f"""multi
{n}
line""")
