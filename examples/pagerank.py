"""PageRank by messages: one agent for each Debian package.

    examples/packages.sh > packages.tsv
    midge run --file packages.tsv examples/pagerank.py
    midge launch examples/pagerank.py --file packages.tsv --follow

The attached file has one `name<TAB>dependency` line for each dependency.  Every
package is an agent that knows the packages it depends on.  In each round it
gives its rank away in equal parts, waits for what the others give it, and tells
the conductor by how much its rank has changed; the conductor begins the next
round when all have answered and ends when the ranks stand still.

Packages without dependencies give their rank to everybody: the conductor adds
those up and sends the share along with the next round.
"""

import sys

import midge

DAMPING = 0.85
TOLERANCE = 1e-12     # of the sum of all changes
ROUNDS_MAX = 200


def read_graph(path):
    """The packages' names, and for each the indexes it depends on."""
    index, edges = {}, set()
    with open(path) as lines:
        for line in lines:
            name, dependency = line.rstrip("\n").split("\t")
            for package in (name, dependency):
                index.setdefault(package, len(index))
            edges.add((index[name], index[dependency]))
    depends_on = [[] for _ in index]
    for package, dependency in sorted(edges):
        depends_on[package].append(dependency)
    return list(index), depends_on


def package(number, packages, conductor):
    """One package: its rank, and what it tells the packages it depends on."""
    rank = 1 / packages
    early = {}                          # parts of a round we have not begun
    while True:
        message = midge.receive()
        # Messages of one sender come in order; those of two may overtake each
        # other, so a part may be here before the conductor's word.
        while message[0] == "part":
            early.setdefault(message[1], []).append(message[2])
            message = midge.receive()
        if message[0] == "edges":
            _, neighbours, dependents = message
            continue
        if message[0] == "end":
            conductor.send((number, rank))
            return
        _, this_round, idle_share = message
        for neighbour in neighbours:
            neighbour.send(("part", this_round, rank / len(neighbours)))
        parts = early.pop(this_round, [])
        while len(parts) < dependents:
            _, of_round, part = midge.receive()
            early.setdefault(of_round, []).append(part)
            parts += early.pop(this_round, [])
        # In order of size, so that the sum does not depend on who was first.
        new = (1 - DAMPING) / packages \
            + DAMPING * (sum(sorted(parts)) + idle_share)
        conductor.send((abs(new - rank), new if not neighbours else 0.0))
        rank = new


def rank_by_messages(depends_on):
    packages = len(depends_on)
    dependents = [0] * packages
    for dependencies in depends_on:
        for dependency in dependencies:
            dependents[dependency] += 1

    conductor = midge.Mailbox()
    agents = midge.spawn_many(package, packages, packages, conductor)
    for agent, dependencies, count in zip(agents, depends_on, dependents):
        agent.send(("edges", [agents[i] for i in dependencies], count))

    idle = sum(1 for dependencies in depends_on if not dependencies) / packages
    for this_round in range(ROUNDS_MAX):
        for agent in agents:
            agent.send(("round", this_round, idle / packages))
        answers = [conductor.receive(timeout=120) for _ in range(packages)]
        idle = sum(sorted(answer[1] for answer in answers))
        if sum(answer[0] for answer in answers) < TOLERANCE:
            break

    for agent in agents:
        agent.send(("end",))
    ranks = dict(conductor.receive(timeout=120) for _ in range(packages))
    return [ranks[i] for i in range(packages)], this_round + 1


def main():
    path = sys.argv[1] if len(sys.argv) > 1 else "packages.tsv"
    names, depends_on = read_graph(path)
    ranks, rounds = rank_by_messages(depends_on)
    print(f"{len(names)} packages, {sum(map(len, depends_on))} dependencies, "
          f"{rounds} rounds")
    best = sorted(range(len(names)), key=lambda i: (-ranks[i], names[i]))
    for i in best[:20]:
        print(f"{ranks[i]:.12f}  {names[i]}")


if __name__ == "__main__":
    main()
