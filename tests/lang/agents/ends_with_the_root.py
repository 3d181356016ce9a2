import time

import midge


def late():
    time.sleep(20)
    print("never shown")


def main():
    midge.spawn(late)
    print("the root returns")  # expect: the root returns


if __name__ == "__main__":
    main()
