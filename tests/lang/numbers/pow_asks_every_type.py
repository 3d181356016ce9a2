# The type of each of the three operands may have the answer.
for operands in (str, -0.0, {1}), ("a", 1, 2.0), ([], 3, 1j), ("a", 1, 2):
    try:
        print(pow(*operands))
    except (TypeError, ValueError) as e:
        print(type(e).__name__, e)
