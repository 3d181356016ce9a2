s = "hello, wörld"
print(s[0], s[-1], s[7], s[8], len(s))
print(s[1:4], s[:5], s[7:], s[::-1], s[::2], s[-3:-1], s[5:1], s[100:])
print(s[-100:3], s[4:1:-1], s[:], s[::3])
for index in (12, -13):
    try:
        s[index]
    except IndexError as error:
        print(error)
