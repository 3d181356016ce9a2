inventory = {}
log = []
commands = """add apple 5
add pear 2
remove apple 3
remove pear 9
add apple x
drop pear
add fig 1"""
for number, line in enumerate(commands.splitlines(), start=1):
    try:
        verb, item, *amount = line.split()
        if verb == "add":
            inventory[item] = inventory.get(item, 0) + int(*amount)
        elif verb == "remove":
            n = int(amount[0])
            assert inventory[item] >= n, f"only {inventory[item]} of {item}"
            inventory[item] -= n
        else:
            raise KeyError(verb)
    except (ValueError, AssertionError) as error:
        log.append(f"{number}: {type(error).__name__}: {error}")
    except KeyError as error:
        log.append(f"{number}: unknown {error}")
print(inventory)
print("\n".join(log))
