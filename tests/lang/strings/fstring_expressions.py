data = {"k": [1, 2, 3]}
print(f"{data['k'][1]} {len(data)} {[x * 2 for x in data['k']]} {sum(data['k']):>4}")
print(f"{(lambda x: x + 1)(4)} {1 if data else 2} {'a' if not data else 'b'} {(1, 2)} { {1: 2}[1] }")
print(f"{'%d' % 5} {'{}'.format(6)} {f'{7}'} {3 != 4} {3 == 4!s:>6} {3 > 2}")
print(f"{data!r:.8}", f"{'x' * 3}", f"{None}", f"{...}", f"{1,}", f"{ 1 }")
