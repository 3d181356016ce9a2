# gc every: 65536
# What modules made goes on in every agent from where it was when the agents' image
# was made, whatever the other agents do with theirs.
# expect: all found
# expect: all found
# expect: all found
# expect: all found
import itertools

import midge


def count(n):
    for i in range(n):
        yield i


def fails():
    try:
        raise ValueError
    except ValueError as e:
        return e.__traceback__


begun = count(5)
next(begun)
iterators = {"generator": begun, "map": map(abs, [0, -1, -2, -3, -4]),
             "list": iter([0, 1, 2, 3, 4]), "tuple": iter((0, 1, 2, 3, 4)),
             "range": iter(range(5)), "zip": zip(range(5)),
             "islice": itertools.islice(range(9), 5),
             "chain": itertools.chain(range(2), range(2, 5)),
             "enumerate": enumerate("abcde"), "reversed": reversed("edcba"),
             "accumulate": itertools.accumulate([0, 1, 1, 1, 1])}
for name, iterator in iterators.items():
    if name != "generator":
        next(iterator)
looped = fails()
frame = looped.tb_frame
assert "e" not in frame.f_locals


def check():
    for name, iterator in iterators.items():
        if len(list(iterator)) != 4:
            return name
    if "e" in frame.f_locals or frame.f_locals is not frame.f_locals:
        return "f_locals"
    frame.f_locals["e"] = frame
    try:
        looped.tb_next = looped
        return "tb_next"
    except ValueError:
        pass
    return "all found"


def work(answers):
    answers.send(check())


def main():
    answers = midge.Mailbox()
    for _ in range(3):
        midge.spawn(work, answers)
    for _ in range(3):
        print(answers.receive())
    print(check())


if __name__ == "__main__":
    main()
