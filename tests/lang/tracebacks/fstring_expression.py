name = "x"
print(f"{name} {name.upper()} {name.nope()}")
