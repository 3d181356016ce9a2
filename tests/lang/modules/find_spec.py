import importlib.util

for name in ("_shapes", "nosuch", "_package", "_package.deep"):
    spec = importlib.util.find_spec(name)
    print(name, spec and (spec.name, spec.parent, spec.has_location))
if False:
    import _shapes
    import _package.deep
