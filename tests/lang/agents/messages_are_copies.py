import midge


def change(parent):
    value = midge.receive()
    value["list"].append("changed")
    value["self"]["new"] = 1
    parent.send(value)


def main():
    shared = [1]
    value = {"list": shared, "again": shared}
    value["self"] = value
    agent = midge.spawn(change, midge.me())
    agent.send(value)
    shared.append("after the send")
    got = midge.receive()
    print(got["list"], shared)  # expect: [1, 'changed'] [1, 'after the send']
    print(got["list"] is got["again"], got["self"] is got)  # expect: True True
    print("new" in got, "new" in value)  # expect: True False


if __name__ == "__main__":
    main()
