import midge


def main():
    print("before")  # expect: before
    midge.spawn(len, "abc").join()
    raise ValueError("the root's own")  # expect error: ValueError: the root's own


if __name__ == "__main__":
    main()
