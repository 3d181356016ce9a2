#!/usr/bin/env python3
"""Writes the tables behind unicode_names.cc and unicode_data.cc, when the
project is built:

    unicode_data.py names FOLDER > unicode_names.inc
    unicode_data.py properties > unicode_data.inc

Python 3.11's own unicodedata has Unicode 14.0, which is what an agent is to
see; only other names of characters and names of sequences come from FOLDER,
where Debian's package unicode-data has them.
"""
import collections
import pathlib
import sys
import unicodedata

ALL = range(0x110000)
NAMES_A_BLOCK = 16
PROPERTIES_A_BLOCK = 128


def numbers(name, kind, values):
    print(f"constexpr {kind} {name}[] = {{")
    line = "   "
    for value in values:
        text = f" {value},"
        if len(line) + len(text) > 80:
            print(line)
            line = "   "
        line += text
    print(f"{line}\n}};\n")


def characters(name, text):
    """A string in pieces that a compiler takes."""
    print(f"constexpr char {name}[] =")
    for at in range(0, len(text), 72):
        print(f'    "{text[at:at + 72]}"')
    print("    ;\n")


def numbered_ranges(names):
    """The names that end in the code point itself: (first, last, prefix)."""
    ranges = []
    for code, name in list(names.items()):
        prefix, dash, number = name.rpartition("-")
        if number != f"{code:04X}":
            continue
        del names[code]
        prefix += dash
        if ranges and ranges[-1][1] == code - 1 and ranges[-1][2] == prefix:
            ranges[-1][1] = code
        else:
            ranges.append([code, code, prefix])
    return ranges


def write_ranges(ranges):
    print("constexpr NumberedRange kNumberedRanges[] = {")
    for first, last, prefix in ranges:
        print(f'    {{0x{first:x}, 0x{last:x}, "{prefix}"}},')
    print("};\n")


def write_words(names):
    """The words, the most frequent first; returns their places."""
    count = collections.Counter(word for name in names.values()
                                for word in name.split(" "))
    words = [word for word, _ in sorted(count.items(),
                                        key=lambda item: (-item[1], item[0]))]
    assert len(words) < 1 << 15
    starts = [0]
    for word in words:
        starts.append(starts[-1] + len(word))
    characters("kWordText", "".join(words))
    numbers("kWordStarts", "uint32_t", starts)
    return {word: place for place, word in enumerate(words)}


def write_names(names):
    """Names in the order of their code points, as words; then by name."""
    words = write_words(names)
    data, blocks = [], []
    runs = []
    for index, (code, name) in enumerate(names.items()):
        if index % NAMES_A_BLOCK == 0:
            blocks.append(len(data))
        if not runs or runs[-1][0] + index - runs[-1][1] != code:
            runs.append((code, index))
        record = []
        for word in name.split(" "):
            place = words[word]
            if place < 128:
                record.append(place)
            else:
                record += [128 + (place >> 8), place & 255]
        data += [len(record), *record]
    print("constexpr NameRun kNameRuns[] = {")
    for code, index in runs:
        print(f"    {{0x{code:x}, {index}}},")
    print("};\n")
    print(f"constexpr uint32_t kNamesABlock = {NAMES_A_BLOCK};")
    print(f"constexpr uint32_t kNameCount = {len(names)};\n")
    numbers("kNameBlocks", "uint32_t", blocks)
    numbers("kNameData", "uint8_t", data)
    texts = list(names.values())
    numbers("kByName", "uint16_t",
            sorted(range(len(texts)), key=texts.__getitem__))


def lines(path):
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.partition("#")[0].strip()
        if line:
            yield [part.strip() for part in line.split(";")]


def known(name, text):
    try:
        return unicodedata.lookup(name) == text
    except KeyError:
        return False


def write_other_names(folder):
    print("constexpr OtherName kOtherNames[] = {")
    found = []
    for code, name, _ in lines(folder / "NameAliases.txt"):
        found.append((name, [int(code, 16)]))
    for name, codes in lines(folder / "NamedSequences.txt"):
        found.append((name, [int(code, 16) for code in codes.split()]))
    for name, codes in sorted(found):
        if known(name, "".join(map(chr, codes))):
            assert len(codes) <= 4
            points = ", ".join(f"0x{code:x}" for code in codes)
            print(f'    {{"{name}", {len(codes)}, {{{points}}}}},')
    print("};\n")


def properties(code):
    char = chr(code)
    return (unicodedata.category(char), unicodedata.bidirectional(char),
            unicodedata.east_asian_width(char), unicodedata.combining(char),
            unicodedata.mirrored(char))


def write_properties():
    rows = {}
    places = [rows.setdefault(properties(code), len(rows)) for code in ALL]
    print("constexpr UnicodeProperties kProperties[] = {")
    for category, bidi, width, combining, mirrored in rows:
        print(f'    {{"{category}", "{bidi}", "{width}", {combining}, '
              f"{mirrored}}},")
    print("};\n")
    blocks = {}
    index = []
    for at in range(0, len(places), PROPERTIES_A_BLOCK):
        block = tuple(places[at:at + PROPERTIES_A_BLOCK])
        index.append(blocks.setdefault(block, len(blocks)))
    print(f"constexpr uint32_t kPropertiesABlock = {PROPERTIES_A_BLOCK};")
    numbers("kPropertyBlocks", "uint16_t", index)
    numbers("kPropertyPlaces", "uint16_t",
            [place for block in blocks for place in block])


def write_numeric():
    print("constexpr NumericValue kNumericValues[] = {")
    for code in ALL:
        value = unicodedata.numeric(chr(code), None)
        if value is not None:
            print(f"    {{0x{code:x}, {unicodedata.digit(chr(code), -1)}, "
                  f"{value!r}}},")
    print("};\n")


def write_decompositions():
    """Each as its type's place among the types and its code points."""
    kinds = [""]
    points, found = [], []
    for code in ALL:
        words = unicodedata.decomposition(chr(code)).split()
        if not words:
            continue
        kind = ""
        if words[0][0] == "<":
            kind = words.pop(0)
        if kind not in kinds:
            kinds.append(kind)
        found.append((code, kinds.index(kind), len(words), len(points)))
        points += [f"0x{int(word, 16):x}" for word in words]
    print("constexpr const char* kDecompositionKinds[] = {")
    for kind in kinds:
        print(f'    "{kind}",')
    print("};\n\nconstexpr DecompositionEntry kDecompositions[] = {")
    for entry in found:
        print("    {0x%x, %d, %d, %d}," % entry)
    print("};\n")
    numbers("kDecompositionPoints", "uint32_t", points)


def write_all_names(folder):
    names = {code: unicodedata.name(chr(code), "") for code in ALL}
    names = {code: name for code, name in names.items()
             if name and not name.startswith("HANGUL SYLLABLE ")}
    write_ranges(numbered_ranges(names))
    write_names(names)
    write_other_names(folder)


def main():
    if unicodedata.unidata_version != "14.0.0":
        sys.exit("python3 has Unicode " + unicodedata.unidata_version +
                 "; 14.0.0, which Python 3.11 has, is needed")
    print("// Written by unicode_data.py.\n")
    if sys.argv[1] == "names":
        write_all_names(pathlib.Path(sys.argv[2]))
    else:
        write_properties()
        write_numeric()
        write_decompositions()


main()
