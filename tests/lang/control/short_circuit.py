def t(x): print("t", end=" "); return x
def f(x): print("f", end=" "); return x
print(t(1) and f(0) and t(2), t(0) or f("") or t("last"), t(1) or f(2), not t(0))
print(None or 0 or [] or "end", 1 and 2 and 3, 0 and 1 or 2, [] or {} or (), "a" and "" or "b", not [] and not 0)
x = None
print(x and x.attr, x or "default", 1 if not x else 2, (0 or 5) + (3 and 4))
