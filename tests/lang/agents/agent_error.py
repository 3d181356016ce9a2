import midge


def divide(a, b):
    return a / b


def outer():
    return midge.spawn(divide, 1, 0).join()


def main():
    try:
        midge.spawn(divide, 1, 0).join()
    except midge.AgentError as error:
        text = str(error)
        print("ZeroDivisionError: division by zero" in text)  # expect: True
        print("in divide" in text, "return a / b" in text)  # expect: True True
    try:
        midge.spawn(outer).join()
    except midge.AgentError as error:
        print("in outer" in str(error))  # expect: True
    print(issubclass(midge.AgentError, Exception))  # expect: True


if __name__ == "__main__":
    main()
