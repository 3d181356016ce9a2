# A list is empty while it is sorted; what comes into it is lost, and told.
def sort(values, **options):
    try:
        values.sort(**options)
    except (ValueError, ZeroDivisionError) as e:
        print(type(e).__name__, e)
    print(values)


data = [3, 1, 2]
sort(data, key=lambda x: print(len(data)) or -x)
sort(data, key=lambda x: data.append(x) or x)
sort(data, key=lambda x: 1 // (x - 1))


class Number:
    def __init__(self, n):
        self.n = n

    def __lt__(self, other):
        numbers.append(self)
        return self.n < other.n

    def __repr__(self):
        return f"N{self.n}"


numbers = [Number(2), Number(1), Number(3)]
sort(numbers)
sort(numbers, reverse=True)
