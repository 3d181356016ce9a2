items = [1]
if -items[0] < 0:
    print("ok")
print(1 < 2 < "three")
