# Every agent has the module as import leaves it, and its own copy of a change.
import midge

counter = 0
items = ["fresh"]
print("module body")  # expect: module body


class Config:
    level = 1


def change(n):
    global counter
    counter += n
    items.append(n)
    Config.level += n
    return counter, items, Config.level


def main():
    global counter
    counter = 100
    items.append("root")
    print([midge.spawn(change, n).join() for n in (1, 2)])
    # expect: [(1, ['fresh', 1], 2), (2, ['fresh', 2], 3)]
    print(counter, items, Config.level)  # expect: 100 ['fresh', 'root'] 1


if __name__ == "__main__":
    main()
