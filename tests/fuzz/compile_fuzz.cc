// Source text is hostile: whatever it is, it compiles to a unit that passes the
// verifier, or is refused with an error that has words.

#include <cstddef>
#include <cstdint>
#include <string_view>

#include "absl/status/status.h"
#include "base/check.h"
#include "vm/bytecode/verifier.h"
#include "vm/compiler/compiler.h"
#include "vm/syntax/parse.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  const std::string_view source(reinterpret_cast<const char*>(data), size);
  const midge::vm::CompileResult result = midge::vm::CompileSource(
      source, "fuzz.py", midge::vm::syntax::ParseMode::kModule, {});
  if (!result.ok()) {
    MIDGE_CHECK(!result.error.message.empty());
    return 0;
  }
  const absl::Status verified = midge::vm::Verify(*result.unit);
  MIDGE_CHECK(verified.ok(), verified.ToString());
  return 0;
}
