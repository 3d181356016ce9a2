print("shapes is imported once")
PI = 3
count = 0


def area(r):
    return PI * r * r


if __name__ == "__main__":
    print("never")
