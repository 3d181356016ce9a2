x = 1; y = 2; print(x + y)
total = 1 + \
    2 + \
    3
if total == 6 and \
   x == 1: print("joined"); print("same line")
print([1,
       2,  # comment inside

       3], (
    4), {
    "k":
        5})
if True: pass
def f(): return 1; return 2
print(f())
class C: a = 1; b = a + 1
print(C.b)
