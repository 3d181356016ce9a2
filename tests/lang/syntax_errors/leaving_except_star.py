from _show import show

for word in ("break", "continue", "return"):
    show(f"try:\n    pass\nexcept* ValueError:\n    {word}\n")
    show(f"def f():\n    for i in x:\n        try:\n            pass\n"
         f"        except* ValueError:\n            {word}\n")
show("try:\n    pass\nexcept* ValueError:\n    for i in x:\n        break\n")
