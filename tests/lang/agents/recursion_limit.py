import midge


def forever(n):
    return forever(n + 1)


def main():
    try:
        midge.spawn(forever, 0).join()
    except midge.AgentError as error:
        print("RecursionError" in str(error))  # expect: True


if __name__ == "__main__":
    main()
