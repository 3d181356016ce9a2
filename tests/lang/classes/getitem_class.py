class C:
    def __class_getitem__(cls, item): return f"{cls.__name__}[{item}]"
print(C[5], C["x"], C[1, 2], list[int], dict[str, int], tuple[int, ...], type[int])
print(list[int]([1]), list[int].__args__, list[int] == list[int], int | None, list[int] | str)
try:
    type("D", (), {})[1]
except TypeError as error:
    print(error)
