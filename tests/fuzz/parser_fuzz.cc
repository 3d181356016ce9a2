// Source text is hostile: whatever it is, it parses to a tree that can be
// walked, no higher than promised, or is refused with an error that has words
// and a place.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "base/check.h"
#include "vm/syntax/ast_dump.h"
#include "vm/syntax/limits.h"
#include "vm/syntax/parse.h"

namespace {

void CheckParse(std::string_view source, midge::vm::syntax::ParseMode mode) {
  using midge::vm::syntax::DiagnosticKind;
  auto result = midge::vm::syntax::Parse(source, "fuzz.py", mode);
  if (result.ok()) {
    MIDGE_CHECK(!DumpTree(*result.tree, /*positions=*/true).empty());
    if (result.tree->module != nullptr) {
      MIDGE_CHECK(result.tree->module->height <=
                  midge::vm::syntax::kMaxTreeHeight);
    }
    return;
  }
  MIDGE_CHECK(!result.error.message.empty());
  MIDGE_CHECK(result.error.filename == "fuzz.py");
  MIDGE_CHECK(result.error.line >= 0);
  MIDGE_CHECK(result.error.has_text || result.error.text.empty());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  std::string_view source(reinterpret_cast<const char*>(data), size);
  CheckParse(source, midge::vm::syntax::ParseMode::kModule);
  CheckParse(source, midge::vm::syntax::ParseMode::kExpression);
  return 0;
}
