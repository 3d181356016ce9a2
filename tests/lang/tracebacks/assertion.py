def average(values):
    assert values, "no values to average"
    return sum(values) / len(values)


print(average([1, 2]))
average([])
