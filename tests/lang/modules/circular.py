import _circle_a

print(_circle_a.value, _circle_a.other())
