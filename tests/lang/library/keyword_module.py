# Module keyword.
import keyword

print(keyword.kwlist, keyword.softkwlist)
print(keyword.iskeyword("for"), keyword.iskeyword("foo"),
      keyword.issoftkeyword("match"))
