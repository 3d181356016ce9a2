#include "vm/image/call.h"

#include "absl/strings/str_cat.h"
#include "base/codec.h"
#include "base/status_macros.h"
#include "vm/image/flat.h"
#include "vm/image/names_of.h"
#include "vm/image/wire.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"

namespace midge::vm {

namespace {

absl::Status Corrupt() {
  return absl::InvalidArgumentError("corrupt value: call");
}

// What kCallVersion stands before.
struct CallByName {
  std::string_view module, qualname;
  std::string_view args;  // a flat tuple
};

bool IsByName(std::string_view bytes) {
  return !bytes.empty() && bytes.front() == kCallVersion;
}

bool ReadByName(std::string_view bytes, CallByName* call) {
  if (!IsByName(bytes)) return false;
  bytes.remove_prefix(1);
  Reader reader(bytes);
  return reader.Bytes(&call->module) && reader.Bytes(&call->qualname) &&
         reader.Raw(reader.remaining(), &call->args) && IsFlat(call->args);
}

void WriteNames(std::string_view module, std::string_view qualname,
                std::string* out) {
  Writer writer(out);
  writer.Byte(kCallVersion);
  writer.Bytes(module);
  writer.Bytes(qualname);
}

bool EncodeByName(Context& context, const CodecOptions& options, Value callee,
                  Value args, std::string* out) {
  if (!IsKind(callee, Kind::kFunction)) return false;
  Function* function =
      context.Resolve(static_cast<Function*>(callee.as_object()));
  if (!IsKind(function->module, Kind::kStr) ||
      !IsKind(function->qualified_name, Kind::kStr)) {
    return false;
  }
  Str* const module = WireModuleName(
      options.modules, static_cast<Str*>(function->module.as_object()));
  Str* const name = static_cast<Str*>(function->qualified_name.as_object());
  if (!GoesByName(context, options.modules, function, module, name)) {
    return false;
  }
  const size_t start = out->size();
  WriteNames(ToUtf8(module), ToUtf8(name), out);
  if (EncodeFlat(args, out) && out->size() - start <= options.bytes_max) {
    return true;
  }
  out->resize(start);
  return false;
}

Value FindFunction(Context& context, const CodecOptions& options,
                   const CallByName& call) {
  Module* home = FindModule(context, options.modules, call.module);
  if (home == nullptr) return Value();
  const Value found = FindQualified(context, home, call.qualname);
  return IsKind(found, Kind::kFunction) ? found : Value();
}

absl::Status DecodeByName(Context& context, const CodecOptions& options,
                          std::string_view bytes, Value known, Call* out) {
  CallByName call;
  if (!ReadByName(bytes, &call)) return Corrupt();
  out->function =
      known.is_unbound() ? FindFunction(context, options, call) : known;
  if (out->function.is_unbound()) {
    return absl::NotFoundError(
        absl::StrCat("the receiver's module '", std::string(call.module),
                     "' has no '", std::string(call.qualname), "'"));
  }
  Value args;
  MIDGE_RETURN_IF_ERROR(DecodeFlat(context, call.args, &args));
  if (!IsKind(args, Kind::kTuple)) return Corrupt();
  out->args = static_cast<Tuple*>(args.as_object());
  return absl::OkStatus();
}

// Whether each key of `kwargs` is a str.
bool AreKeywords(Dict* kwargs) {
  int64_t position = 0;
  Value key, value;
  while (DictNext(kwargs, &position, &key, &value)) {
    if (!IsKind(key, Kind::kStr)) return false;
  }
  return true;
}

}  // namespace

OpResult EncodeCall(Context& context, const CodecOptions& options,
                    Value function, Value args, Value kwargs,
                    std::string* out) {
  const bool named = IsKind(kwargs, Kind::kDict) &&
                     static_cast<Dict*>(kwargs.as_object())->live_count > 0;
  if (!named && EncodeByName(context, options, function, args, out)) {
    return OpResult::kDone;
  }
  const Value parts[] = {function, args,
                         named ? kwargs : Value::Of(NewDict(context))};
  return Encode(context, options, Value::Of(NewTuple(context, parts)), out);
}

std::string EncodeCallByName(std::string_view module,
                             std::string_view qualname) {
  std::string out;
  WriteNames(module, qualname, &out);
  EncodeFlat(Value::Of(core().empty_tuple), &out);
  return out;
}

Value FindCalled(Context& context, const CodecOptions& options,
                 std::string_view bytes) {
  CallByName call;
  return ReadByName(bytes, &call) ? FindFunction(context, options, call)
                                  : Value();
}

absl::Status DecodeCall(Context& context, const CodecOptions& options,
                        std::string_view bytes, Value known, Call* out) {
  if (IsByName(bytes)) {
    return DecodeByName(context, options, bytes, known, out);
  }
  Value parts;
  MIDGE_RETURN_IF_ERROR(Decode(context, options, bytes, &parts));
  if (!IsKind(parts, Kind::kTuple)) return Corrupt();
  Tuple& call = *static_cast<Tuple*>(parts.as_object());
  if (call.length != 3 || !IsKind(call[1], Kind::kTuple) ||
      !IsKind(call[2], Kind::kDict)) {
    return Corrupt();
  }
  out->function = call[0];
  out->args = static_cast<Tuple*>(call[1].as_object());
  out->kwargs = static_cast<Dict*>(call[2].as_object());
  return AreKeywords(out->kwargs) ? absl::OkStatus() : Corrupt();
}

}  // namespace midge::vm
