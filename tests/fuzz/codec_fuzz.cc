// Decodes hostile bytes, and encodes again what came of them.
#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "vm/image/call.h"
#include "vm/image/codec.h"
#include "vm/interp/loader.h"
#include "vm/lib/start_up.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"

namespace {

using namespace midge::vm;  // NOLINT: a program of one function.

CodeIndex* Codes() {
  static CodeIndex* const kCodes = [] {
    StartUp();
    auto* program = new Program(
        {{"__main__", "main.py", "def f(a=1):\n  return lambda: a\n", false}},
        &CompileModule);
    return new CodeIndex({program});
  }();
  return kCodes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  CodecOptions options;
  options.codes = Codes();
  options.objects_max = 10000;
  Context context(nullptr);
  context.modules = NewDict(context);
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  Call call;
  const Value called = FindCalled(context, options, bytes);
  DecodeCall(context, options, bytes, called, &call).IgnoreError();
  Value value;
  if (!Decode(context, options, bytes, &value).ok()) return 0;
  std::string again;
  Encode(context, options, value, &again);
  return 0;
}
