import midge


def member(i, box, factor):
    box.send(i * factor)


def main():
    box = midge.Mailbox()
    agents = midge.spawn_many(member, 100, box, 2)
    print(len(agents), sum(box.receive() for _ in range(100)))  # expect: 100 9900
    print(agents[3] == agents[3], agents[0] != agents[1])  # expect: True True
    print(agents[99].join(), sum(1 for _ in agents))  # expect: None 100


if __name__ == "__main__":
    main()
