inf, nan = float("inf"), float("nan")
print(inf > 10**400, inf == inf, nan == nan, nan != nan, nan < 1, nan > 1)
print(inf - inf, inf * 0, inf / inf, 1 / inf, -inf < inf)
print(max(1, nan), min(nan, 1), sorted([3, inf, -inf]))
values = [nan]
print(nan in values, values == [nan])
print(0.0 == -0.0, str(-0.0), 1e308 * 10)
