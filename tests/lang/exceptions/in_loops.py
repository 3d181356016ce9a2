results = []
for x in ("1", "a", "3", "", "5"):
    try:
        n = int(x)
    except ValueError:
        results.append("bad")
        continue
    else:
        if n == 5: break
    finally:
        results.append("f")
    results.append(n)
print(results)
attempts = 0
while True:
    try:
        attempts += 1
        if attempts < 3: raise ConnectionError(attempts)
    except ConnectionError as error:
        print("retry", error)
    else:
        break
print(attempts)
