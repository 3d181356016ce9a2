#include "vm/text/replacement_field.h"

#include <gtest/gtest.h>

#include "tests/vm/text/oracle.h"
#include "vm/text/codec.h"

namespace midge::vm::text {
namespace {

// As the script below shows what CPython's own parser gives.
std::string Show(const std::string& text) {
  TemplateReader reader{TextView(text)};
  TemplatePiece piece;
  std::string out;
  while (reader.Next(&piece)) {
    out += "[" + ToUtf8(piece.literal) + "|";
    if (!piece.has_field) {
      out += "]";
      continue;
    }
    out += ToUtf8(piece.name) + "|" + ToUtf8(piece.spec) + "|";
    if (piece.conversion != 0) AppendUtf8(piece.conversion, &out);
    FieldName name(piece.name);
    out += "|";
    out += name.first_index() >= 0 ? std::to_string(name.first_index())
                                   : ToUtf8(name.first());
    FieldName::Step step;
    while (name.Next(&step)) {
      out += step.attribute ? " ." : " @";
      out += step.index >= 0 ? std::to_string(step.index) : ToUtf8(step.name);
    }
    if (name.error() != nullptr) return name.error();
    out += "]";
  }
  return reader.error() != nullptr ? reader.error() : out;
}

TEST(ReplacementFieldTest, EqualsPython) {
  auto rows = AskPython(R"(
import _string, random
random.seed(2)
def show(text):
    out = ''
    try:
        for literal, name, spec, conversion in _string.formatter_parser(text):
            out += '[' + literal + '|'
            if name is None: out += ']'; continue
            out += name + '|' + spec + '|' + (conversion or '') + '|'
            first, rest = _string.formatter_field_name_split(name)
            out += str(first)
            for is_attr, part in rest: out += (' .' if is_attr else ' @') + str(part)
            out += ']'
    except ValueError as e: out = str(e)
    print(text, out, sep='\t')
texts = ['plain', '{}', '{{}}', '{', '}', 'a{b}c{0.x[1][k]!r:>{w}}d', '{a.}', '{a[}', '{a[]}', '{a[b]c}',
    '{!r}', '{!', '{!r', '{!rx}', '{!r:', '{:', '{:{}', '{:{}}', '{a{b}}', '{[}]}', '{a', '{0}{1}{}', '{a.b.c[d].e}']
texts += [''.join(random.choices('{}ab[].!:0', k=random.randrange(1, 10))) for _ in range(4000)]
for text in texts: show(text)
)");
  for (const auto& row : rows) EXPECT_EQ(Show(row[0]), row[1]) << row[0];
}

}  // namespace
}  // namespace midge::vm::text
