#include "vm/compiler/tree_text.h"

#include <utility>

#include "vm/syntax/ast_dump.h"

namespace midge::vm {

TreeText TreeTextOf(std::string_view source, std::string_view file_name,
                    syntax::ParseMode mode, bool is_text,
                    int32_t int_digits_max) {
  syntax::ParseResult parsed =
      syntax::Parse(source, file_name, mode, is_text, int_digits_max);
  TreeText made;
  made.ok = parsed.ok();
  if (made.ok) {
    made.text = syntax::DumpTree(*parsed.tree, true);
  } else {
    made.error = std::move(parsed.error);
  }
  return made;
}

}  // namespace midge::vm
