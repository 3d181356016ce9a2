import midge


def add(a, b=0, *rest, c=0):
    return a + b + sum(rest) + c


def main():
    agents = [midge.spawn(add, n) for n in range(5)]
    print([agent.join() for agent in agents])  # expect: [0, 1, 2, 3, 4]
    print(midge.spawn(add, 1, 2, 3, c=4).join())  # expect: 10
    agent = midge.spawn(add, 1)
    print(agent.join(), agent.join())  # expect: 1 1
    print(agent.alive)  # expect: False
    print(agent == agent, agent != agents[0])  # expect: True True
    print(len({agent, agent, agents[0]}))  # expect: 2


if __name__ == "__main__":
    main()
