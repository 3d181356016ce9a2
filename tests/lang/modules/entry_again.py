# The entry is another module when something imports it by its name.
X = 1
import _uses_entry

if __name__ == "__main__":
    print(_uses_entry.name_of_entry())
    import entry_again
    print(entry_again.__name__, entry_again is not __import__("__main__"))
