# Calls with hundreds of arguments, assignments to hundreds of targets.
def numbered(prefix, count):
    return [f"{prefix}{i}" for i in range(count)]


show = lambda *a, **k: (len(a), sum(a), len(k))
args = ", ".join(map(str, range(300)))
print(eval(f"show({args})"))
print(eval("show(" + ", ".join(f"k{i}={i}" for i in range(300)) + ")"))
print(eval(f"show({args}, *[1, 2], {', '.join(f'k{i}={i}' for i in range(300))}, **{{'z': 1}})"))
targets = ", ".join(numbered("t", 300))
space = {}
exec(f"{targets} = range(300)", space)
print(space["t0"], space["t299"])
some = ", ".join(numbered("t", 200))
exec(f"{some}, *rest = range(210)", space)
print(space["t199"], space["rest"])
exec(f"first, *rest, {targets} = range(310)", space)
print(space["t0"], space["rest"])
for source in ("range(299)", "range(301)", "5"):
    try:
        exec(f"{targets} = {source}", space)
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
try:
    exec(f"*rest, {targets} = range(299)", space)
except ValueError as e:
    print(e)
