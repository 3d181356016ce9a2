for a in (7, -7, 0, 1):
    for b in (2, -2, 3, -3):
        print(a, b, a // b, a % b, divmod(a, b))
for a in (7.5, -7.5):
    for b in (2.0, -2.0):
        print(a // b, a % b, divmod(a, b))
print(-0.0 % 3, 0.0 % -3, 5 % -5)
