import _circle_a

print(_circle_a.value, _circle_a.other())
import _slow.inner
print(_slow.inner.__name__)
