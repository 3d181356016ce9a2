// Module _layout: the bytes of module struct, under the library's _struct.py.
//
// What is wrong with a format or a value is told as a str, which _struct.py
// makes its error of.
#include <algorithm>
#include <cstring>
#include <string>

#include "absl/strings/str_cat.h"
#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/numbers.h"
#include "vm/objects/text_value.h"
#include "vm/objects/type_operators.h"
#include "vm/text/struct_format.h"

namespace midge::vm {
namespace {

using Result = NativeResult;
using text::StructFormat;
using text::StructRun;
using Bytes8 = std::span<uint8_t>;

Result Told(NativeCall& call, std::string_view message) {
  return call.Return(Value::Of(NewStr(call.context, message)));
}

// args[0], which _struct.py has made sure is ASCII text; false: `*result` is
// the native's.
bool FormatArgument(NativeCall& call, StructFormat* format, Result* result) {
  Text text;
  if (!GetStr(call.context, call.args[0], &text) || text.view.width() != 1) {
    *result = RaiseTypeError(call.context, "a format is ASCII text");
    return false;
  }
  const char* problem = text::ParseStructFormat(text.view.bytes(), format);
  if (problem != nullptr) *result = Told(call, problem);
  return problem == nullptr;
}

// layout(format): (size, number of values).
Result Layout(NativeCall& call) {
  StructFormat format;
  Result result;
  if (!FormatArgument(call, &format, &result)) return result;
  const Value items[] = {NewInt(call.context, format.size),
                         NewInt(call.context, format.values)};
  return call.Return(Value::Of(NewTuple(call.context, items)));
}

// --- pack() ------------------------------------------------------------------

// How a value went into its place.
enum class Packed {
  kDone,
  kTold,  // what is wrong is in `problem`
  kRaised,
  kConvert,  // a user's class says which number, or truth, it is
};

Packed PackText(Context& context, const StructRun& run, Value value,
                Bytes8 place, std::string* problem) {
  Text text;
  const bool is_bytes = GetBytes(context, value, &text);
  if (run.type == 'c') {
    // Only bytes, and no bytearray.
    if (!is_bytes || text.kind != Kind::kBytes || text.view.size() != 1) {
      *problem = "char format requires a bytes object of length 1";
      return Packed::kTold;
    }
    place[0] = static_cast<uint8_t>(text.view[0]);
    return Packed::kDone;
  }
  if (!is_bytes) {
    *problem = absl::StrCat("argument for '", std::string(1, run.type),
                            "' must be a bytes object");
    return Packed::kTold;
  }
  std::string_view bytes = text.view.bytes();
  if (run.type == 'p' && !place.empty()) {
    const size_t length = std::min(bytes.size(), place.size() - 1);
    place[0] = static_cast<uint8_t>(std::min<size_t>(length, 255));
    place = place.subspan(1);
  }
  std::copy_n(bytes.begin(), std::min(bytes.size(), place.size()),
              place.begin());
  return Packed::kDone;
}

Packed PackInt(Context& context, const StructRun& run, bool big_endian,
               Value value, Bytes8 place, std::string* problem) {
  const Value plain = Payload(context, value);
  if (!IsInt(plain)) {
    if (IsKind(value, Kind::kInstance) &&
        !FindSpecial(context, value, core().n_index).is_unbound()) {
      return Packed::kConvert;
    }
    *problem = "required argument is not an integer";
    return Packed::kTold;
  }
  text::Limb limb;
  *problem =
      text::WriteStructInt(run.type, big_endian, ViewInt(plain, &limb), place);
  return problem->empty() ? Packed::kDone : Packed::kTold;
}

Packed PackFloat(Context& context, const StructRun& run,
                 const StructFormat& format, Value value, Bytes8 place,
                 std::string* problem) {
  const Value plain = Payload(context, value);
  if (!IsNumber(plain)) {
    if (IsKind(value, Kind::kInstance) &&
        (!FindSpecial(context, value, core().n_float).is_unbound() ||
         !FindSpecial(context, value, core().n_index).is_unbound())) {
      return Packed::kConvert;
    }
    *problem = "required argument is not a float";
    return Packed::kTold;
  }
  double number;
  if (ToDouble(context, plain, &number) == OpResult::kRaise) {
    context.raised = Value();
    *problem = "required argument is not a float";
    return Packed::kTold;
  }
  if (text::WriteStructFloat(number, format.big_endian, format.own, place))
    return Packed::kDone;
  if (IsInt(plain)) {
    *problem = "int too large to convert";
    return Packed::kTold;
  }
  RaiseOverflowError(context,
                     absl::StrCat("float too large to pack with ",
                                  std::string(1, run.type), " format"));
  return Packed::kRaised;
}

Packed PackTruth(Context& context, Value value, Bytes8 place) {
  bool truth;
  switch (Truth(context, value, &truth)) {
    case OpResult::kDone:
      place[0] = truth;
      return Packed::kDone;
    case OpResult::kRaise:
      return Packed::kRaised;
    case OpResult::kPython:
      break;
  }
  return Packed::kConvert;
}

Packed PackOne(Context& context, const StructRun& run,
               const StructFormat& format, Value value, Bytes8 place,
               std::string* problem) {
  if (text::IsStructInt(run.type)) {
    return PackInt(context, run, format.big_endian, value, place, problem);
  }
  if (text::IsStructFloat(run.type)) {
    return PackFloat(context, run, format, value, place, problem);
  }
  if (run.type == '?') return PackTruth(context, value, place);
  return PackText(context, run, value, place, problem);
}

// pack(format, values): the bytes; or (index, type) of a value that is to be
// made a number first.  REQUIRES: as many values as the format has.
Result Pack(NativeCall& call) {
  Context& context = call.context;
  StructFormat format;
  Result result;
  if (!FormatArgument(call, &format, &result)) return result;
  if (!IsKind(call.args[1], Kind::kTuple) ||
      static_cast<Tuple*>(call.args[1].as_object())->length !=
          static_cast<uint64_t>(format.values)) {
    return RaiseTypeError(context, "pack() takes a tuple of the values");
  }
  if (format.size > UINT32_MAX ||
      !context.heap().HasRoomFor(static_cast<size_t>(format.size))) {
    return RaiseMemoryError(context);
  }
  Tuple* values = static_cast<Tuple*>(call.args[1].as_object());
  std::string bytes(static_cast<size_t>(format.size), '\0');
  context.Charge(static_cast<size_t>(format.values) / 4 + bytes.size() / 64);
  uint32_t next = 0;
  std::string problem;
  for (const StructRun& run : format.runs) {
    for (int64_t i = 0; i < run.count; ++i, ++next) {
      const Bytes8 place(
          reinterpret_cast<uint8_t*>(bytes.data()) + run.offset + i * run.size,
          static_cast<size_t>(run.size));
      switch (PackOne(context, run, format, (*values)[next], place, &problem)) {
        case Packed::kDone:
          break;
        case Packed::kTold:
          return Told(call, problem);
        case Packed::kRaised:
          return Result::kRaise;
        case Packed::kConvert: {
          const Value wanted[] = {
              Value::Int(next),
              Value::Of(CharStr(context, static_cast<uint8_t>(run.type)))};
          return call.Return(Value::Of(NewTuple(context, wanted)));
        }
      }
    }
  }
  return call.Return(Value::Of(NewBytes(context, bytes)));
}

// --- unpack() ----------------------------------------------------------------

Value UnpackOne(Context& context, const StructRun& run, bool big_endian,
                std::span<const uint8_t> place) {
  if (text::IsStructInt(run.type)) {
    return MakeInt(context, text::ReadStructInt(run.type, big_endian, place));
  }
  if (text::IsStructFloat(run.type)) {
    return Value::Float(text::ReadStructFloat(big_endian, place));
  }
  if (run.type == '?') return Value::Bool(place[0] != 0);
  if (run.type == 'p' && !place.empty()) {
    const size_t length = std::min<size_t>(place[0], place.size() - 1);
    place = place.subspan(1, length);
  }
  return Value::Of(NewBytes(
      context, {reinterpret_cast<const char*>(place.data()), place.size()}));
}

// unpack(format, buffer, offset): a tuple.  REQUIRES: that much is there.
Result Unpack(NativeCall& call) {
  Context& context = call.context;
  StructFormat format;
  Result result;
  Text buffer;
  int64_t offset;
  if (!FormatArgument(call, &format, &result)) return result;
  if (!GetBuffer(context, call.args[1], &buffer)) {
    return RaiseTypeError(context,
                          absl::StrCat("a bytes-like object is required, not '",
                                       TypeName(context, call.args[1]), "'"));
  }
  if (!IntArgument(context, call.args[2], &offset)) return Result::kRaise;
  if (offset < 0 || offset > buffer.view.size() ||
      format.size > buffer.view.size() - offset) {
    return RaiseValueError(context, "unpack() is out of the buffer");
  }
  if (format.values > UINT32_MAX ||
      !context.heap().HasRoomFor(static_cast<size_t>(format.values) * 40)) {
    return RaiseMemoryError(context);
  }
  context.Charge(static_cast<size_t>(format.values) / 4);
  const auto bytes = buffer.view.chars<uint8_t>().subspan(
      static_cast<size_t>(offset), static_cast<size_t>(format.size));
  Tuple* values = NewTuple(context, static_cast<uint32_t>(format.values));
  uint32_t next = 0;
  for (const StructRun& run : format.runs) {
    for (int64_t i = 0; i < run.count; ++i) {
      (*values)[next++] = UnpackOne(
          context, run, format.big_endian,
          bytes.subspan(static_cast<size_t>(run.offset + i * run.size),
                        static_cast<size_t>(run.size)));
    }
  }
  return call.Return(Value::Of(values));
}

constexpr NativeSpec kFunctions[] = {
    {"layout", "format, /", &Layout},
    {"pack", "format, values, /", &Pack},
    {"unpack", "format, buffer, offset, /", &Unpack},
};

}  // namespace

void RegisterLayout() { AddFunctions("_layout", kFunctions); }

}  // namespace midge::vm
