# Module textwrap.
import textwrap

TEXT = ("Midge runs swarms of Python agents.  An agent is plain Python with a "
        "thread of control of its own; a laptop-sized machine holds millions "
        "of them, a cluster holds more -- and the program does not change.")
for width in (20, 33, 70):
    for line in textwrap.wrap(TEXT, width):
        print(repr(line))
print(textwrap.fill(TEXT, 40, initial_indent="* ", subsequent_indent="  "))
print(textwrap.shorten(TEXT, 50), textwrap.shorten(TEXT, 30, placeholder="~"))
print(repr(textwrap.dedent("""\
    a
      b

    c
    """)))
print(textwrap.indent("a\n\nb\n", "> "),
      textwrap.indent("a\n\nb\n", "> ", lambda line: True))
print(textwrap.wrap("averyveryverylongword in here", 10),
      textwrap.wrap("averyveryverylongword in here", 10,
                    break_long_words=False))
print(textwrap.wrap("a\tb  c", 4, expand_tabs=False), textwrap.wrap("", 5),
      textwrap.wrap("one-two-three", 6, break_on_hyphens=False))
try:
    textwrap.wrap("a", 0)
except ValueError as e:
    print(e)
print(textwrap.wrap(TEXT, 30, max_lines=2, placeholder=" [...]"),
      textwrap.TextWrapper(width=12, fix_sentence_endings=True).wrap(
          "End. begin. Go on. so"))
