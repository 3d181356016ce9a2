# Functions that eval() and exec() made cross to other agents with what they are.
import midge


def double(x):
    return 2 * x


def worker(f, *args):
    return f(*args)


def main():
    space = {"k": 3}
    exec("def scale(n):\n    return [k * i for i in range(n)]", space)
    print(midge.spawn(worker, space["scale"], 4).join())  # expect: [0, 3, 6, 9]
    made = eval("lambda x: double(x) + 1")
    print(midge.spawn(worker, made, 20).join())  # expect: 41
    # expect: [0, 1, 4]
    print(midge.spawn(eval, "[i * i for i in range(3)]", {}).join())
    code = compile("a + b", "made", "eval")
    # expect: 5
    print(midge.spawn(eval, code, {"a": 2, "b": 3}).join())


if __name__ == "__main__":
    main()
