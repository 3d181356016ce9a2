x = 1
def __getattr__(name):
    if name == "y": return 5
    raise AttributeError(f"mine: {name}")
def __dir__(): return ["zz", "a"]
