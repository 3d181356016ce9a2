# What is known of constants before the program runs: warnings say what folded
# gc every: 2048
# expressions are, and their values are those of the operators.
import warnings


def told(source):
    x = 1
    with warnings.catch_warnings(record=True) as seen:
        warnings.simplefilter("always")
        compile(source, "text", "eval")
    print(source, [str(warning.message) for warning in seen])
    warnings.simplefilter("ignore")
    try:
        print(ascii(eval(source)))
    except Exception as e:
        print(type(e).__name__, e)


for source in (
        "(10**20)[:2]", "(10**40)[0]", "(-3)[1]", "('a' + 'b')[1.5]",
        "('ab' * 3)['x']", "('ab' * 5000)['x']", "(b'a' + b'b')[1.0]",
        "((1, 2) * 2)['a']", "((1, 2) + (3,))[None]", "((1, 2) * 200)['a']",
        "(1 if x else 2)[0]", "(not 1)[0]", "(2 ** 64)()", "(1 << 100)()",
        "(1 << 200)()", "(7 // 2)()", "(7 % 2)()", "(7 // 0)()", "(7 % 0)()",
        "(1 << -1)()", "(2.5 * 3)()", "(1 / 3)()", "10 ** 30 / 3", "1 / 0",
        "10 ** 30 // 7", "-10 ** 30 // 7", "-10 ** 30 % 7", "~10**25",
        "10**25 ^ 3", "-(10**25)", "10**25 >> 3", "10**25 & ~1", "1 >> 10**20",
        "('a' + 'b') is x", "0xffffffffffffffffffff + 1",
        "-0xffffffffffffffffffff * 2", r"'\ud83d' + '\ude00'",
        r"len('\ud83d' + '\ude00')", "'é' * 3 + 'x'", "3 * (1, 'a')",
        "-1 * 'abc'", "10**30 * ''", "2 ** 0", "0 ** 5", "(-2) ** 63",
        "2 ** 127", "2 ** 128", "1 + True", "True + 1", "None + 1",
        "'a' + b'a'", "() + ()", "00 + 00", "(2 ** 47 * False)[3:]",
        "(1000 ** -1)[x]", "(not 1.5 + True)[False]", "(-True)[0]",
        "(True & False)[0]", "(True | 2)()", "~False", "+True", "-True",
        "True ^ True", "True << 3", "7.5 // 2", "-7.5 // 2", "7.5 % -2",
        "-0.0 % 2", "0.0 // -1", "1e300 ** 5", "2.0 ** 0.5", "(-8.0) ** 0.5",
        "0.0 ** -1", "1.5 // 0", "2 ** -1", "0 ** -1", "'abc'[1][1.5]",
        "b'abc'[-1][0]", "(1, 'a')[1]()", "(1, 'a')[-3]", "'abc'[3]",
        "'äbc'[0]", "'abc'[True]", "(1, 2)[10**30]", "()[0]",
        "((1, 2), 3)[0][1][x]", "True * 'ab'", "(1, 2) * True"):
    told(source)
