import midge
import random


def draw(seed):
    if seed is not None:
        random.seed(seed)
    return random.random()


def main():
    agents = [midge.spawn(draw, None) for _ in range(20)]
    values = {agent.join() for agent in agents}
    print(len(values))  # expect: 20
    seeded = [midge.spawn(draw, 7) for _ in range(3)]
    random.seed(7)
    print({agent.join() for agent in seeded} == {random.random()})  # expect: True


if __name__ == "__main__":
    main()
