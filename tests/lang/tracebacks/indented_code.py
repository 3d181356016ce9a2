if True:
    for i in range(2):
        if i:
            value = [10, 20]
            print(value[i], value[i + 1])
