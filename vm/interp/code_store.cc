#include "vm/interp/code_store.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "vm/interp/code_maker.h"
#include "vm/interp/intrinsics.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

// About what a CodeData and its unit take.
size_t BytesOf(const CodeData& code) {
  const CodeUnit& unit = *code.unit;
  return sizeof(CodeData) + sizeof(CodeUnit) +
         unit.instructions.size() * (sizeof(Instruction) + sizeof(SourceSpan)) +
         unit.constants.size() * (sizeof(Constant) + sizeof(Value)) +
         static_cast<size_t>(unit.cache_count) * 2 * sizeof(uint64_t);
}

}  // namespace

CodeStore& CodeStore::Of(Context& context) {
  if (context.codes == nullptr) context.codes.reset(new CodeStore(context));
  return static_cast<CodeStore&>(*context.codes);
}

Tuple* CodeStore::MakeOrigin(std::string_view source,
                             std::string_view file_name,
                             const SourceOptions& options) {
  const Value parts[kOriginParts] = {Value::Of(NewBytes(context_, source)),
                                     Value::Of(NewStr(context_, file_name)),
                                     Value::Int(PackOptions(options))};
  return NewTuple(context_, parts);
}

Code* CodeStore::Compile(std::string_view source, std::string_view file_name,
                         const SourceOptions& options,
                         std::vector<CompiledSource>* warnings) {
  const size_t bytes_max =
      options.is_tree ? kRunTimeTreeBytesMax : kRunTimeSourceBytesMax;
  if (source.size() > bytes_max) {
    Raise(context_, core().MemoryError,
          absl::StrCat(options.is_tree ? "a syntax tree" : "source",
                       " compiled at run time may have ", bytes_max,
                       " bytes, this has ", source.size()));
    return nullptr;
  }
  const size_t weight =
      options.is_tree ? source.size() / kTreeBytesPerSourceByte : source.size();
  if (!context_.heap().HasRoomFor(weight * 8)) {
    RaiseMemoryError(context_);
    return nullptr;
  }
  context_.Charge(weight * kCompileChargePerByte);
  CompiledSource compiled =
      context_.program->Compile(source, file_name, options);
  if (warnings != nullptr) *warnings = std::move(compiled.warnings);
  if (compiled.unit == nullptr) {
    RaiseSyntaxError(context_, compiled);
    return nullptr;
  }
  std::vector<std::unique_ptr<CodeData>> made;
  Code* code = MakeCode(context_, std::move(compiled.unit), nullptr, &made);
  if (code == nullptr) {
    Raise(context_, core().MemoryError, kTooManyNames);
    return nullptr;
  }
  Tuple* origin = MakeOrigin(source, file_name, options);
  size_t bytes = 0;
  uint32_t index = 0;
  for (std::unique_ptr<CodeData>& each : made) {
    each->made_index = index++;
    bytes += Adopt(std::move(each), origin);
  }
  context_.heap().CountExternal(bytes);
  return code;
}

Code* CodeStore::Remake(std::shared_ptr<const CodeUnit> unit, Str* module_name,
                        std::span<const Value> constants) {
  std::vector<std::unique_ptr<CodeData>> made;
  Code* code =
      MakeCodeWith(context_, std::move(unit), module_name, constants, &made);
  if (code == nullptr) {
    Raise(context_, core().MemoryError, kTooManyNames);
    return nullptr;
  }
  context_.heap().CountExternal(Adopt(std::move(made[0]), nullptr));
  return code;
}

size_t CodeStore::Adopt(std::unique_ptr<CodeData> code, Tuple* origin) {
  const std::span<const Value> constants = code->constant_span();
  Array* array = context_.heap().New<Array>(constants.size());
  std::copy(constants.begin(), constants.end(), array->items());
  code->object->constants = array;
  code->object->origin = origin;
  entries_.push_back({std::move(code), 0});
  entries_.back().bytes = BytesOf(*entries_.back().code);
  return entries_.back().bytes;
}

void CodeStore::Collected(const Survivors& survivors) {
  size_t bytes = 0;
  std::erase_if(entries_, [&](Entry& entry) {
    CodeData& code = *entry.code;
    code.object = static_cast<Code*>(survivors.Find(code.object));
    if (code.object == nullptr) return true;
    std::copy_n(code.object->constants->items(), code.constant_count,
                code.constants);
    bytes += entry.bytes;
    return false;
  });
  context_.heap().CountExternal(bytes);
}

int64_t PackOptions(const SourceOptions& options) {
  return static_cast<int64_t>(options.mode) | int64_t{options.optimize} << 2 |
         int64_t{options.future_annotations} << 4 |
         int64_t{options.is_text} << 5 | int64_t{options.is_tree} << 6 |
         int64_t{options.top_level_await} << 7;
}

bool UnpackOptions(int64_t bits, SourceOptions* options) {
  if (bits < 0 || bits >= 1 << 8 || (bits & 3) == 3 || (bits >> 2 & 3) == 3) {
    return false;
  }
  options->mode = static_cast<SourceOptions::Mode>(bits & 3);
  options->optimize = static_cast<int>(bits >> 2 & 3);
  options->future_annotations = bits >> 4 & 1;
  options->is_text = bits >> 5 & 1;
  options->is_tree = bits >> 6 & 1;
  options->top_level_await = bits >> 7 & 1;
  options->at_run_time = true;
  // Whoever compiled it first had a limit.
  options->int_digits_max = 0;
  return true;
}

}  // namespace midge::vm
