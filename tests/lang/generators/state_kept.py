def machine():
    state = []
    for i in range(3):
        try:
            with_value = yield (i, tuple(state))
            state.append(with_value)
        finally:
            state.append(f"f{i}")
    return state
m = machine()
print(next(m), m.send("a"), m.send("b"))
try:
    m.send("c")
except StopIteration as stop:
    print(stop.value)
