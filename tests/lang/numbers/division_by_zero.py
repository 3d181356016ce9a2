for text in ("1 // 0", "1 % 0", "1 / 0", "1.0 / 0", "1.0 // 0", "1.0 % 0",
             "divmod(1, 0)", "0 ** -1", "0.0 ** -1"):
    try:
        if text == "1 // 0":
            1 // 0
        elif text == "1 % 0":
            1 % 0
        elif text == "1 / 0":
            1 / 0
        elif text == "1.0 / 0":
            1.0 / 0
        elif text == "1.0 // 0":
            1.0 // 0
        elif text == "1.0 % 0":
            1.0 % 0
        elif text == "divmod(1, 0)":
            divmod(1, 0)
        elif text == "0 ** -1":
            0 ** -1
        else:
            0.0 ** -1
    except ZeroDivisionError as error:
        print(text, "->", error)
