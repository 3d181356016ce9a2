def show(value):
    print("eval", value)
    return value


print(f"{show(1)} {show('>')} {show(5):{show('>')}{show(4)}}")
