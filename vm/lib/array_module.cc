// Module _array: what is hot in array.array, and how its items look in memory.
//
// The class is Python (vm/prelude/library/array.py); its instances hold the
// items' bytes in one slot, a bytearray, and the type code in another.  Natives
// that take bytes take arrays by the name of that slot, see GetBuffer().
#include <array>
#include <cstring>
#include <string>

#include "absl/strings/str_cat.h"
#include "vm/lib/modules.h"
#include "vm/objects/arguments.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/names.h"
#include "vm/objects/native.h"
#include "vm/objects/numbers.h"
#include "vm/objects/private_copy.h"
#include "vm/objects/text_value.h"
#include "vm/objects/type_operators.h"
#include "vm/text/struct_format.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// --- Items -------------------------------------------------------------------

// What an int is too small or too large for, in CPython's order of asking.
struct Bounds {
  int64_t low;
  int64_t high;
  const char* below;
  const char* above;
};

constexpr Bounds kShort = {INT16_MIN, INT16_MAX,
                           "signed short integer is less than minimum",
                           "signed short integer is greater than maximum"};
constexpr Bounds kInt = {INT32_MIN, INT32_MAX,
                         "signed integer is less than minimum",
                         "signed integer is greater than maximum"};
constexpr Bounds kNone = {INT64_MIN, INT64_MAX, "", ""};

struct ItemType {
  char code;
  uint8_t size;
  std::array<Bounds, 2> bounds = {kNone, kNone};
};

constexpr ItemType kTypes[] = {
    {'b',
     1,
     {{kShort,
       {INT8_MIN, INT8_MAX, "signed char is less than minimum",
        "signed char is greater than maximum"}}}},
    {'B',
     1,
     {{kNone,
       {0, UINT8_MAX, "unsigned byte integer is less than minimum",
        "unsigned byte integer is greater than maximum"}}}},
    {'u', 4},
    {'h', 2, {{kShort, kNone}}},
    {'H',
     2,
     {{kInt,
       {0, UINT16_MAX, "unsigned short is less than minimum",
        "unsigned short is greater than maximum"}}}},
    {'i', 4, {{kInt, kNone}}},
    {'I', 4},
    {'l', 8},
    {'L', 8},
    {'q', 8},
    {'Q', 8},
    {'f', 4},
    {'d', 8},
};

// Null if `code` is not the text of one.
const ItemType* TypeOfCode(Value code) {
  if (!IsKind(code, Kind::kStr)) return nullptr;
  const text::TextView view = TextOf(static_cast<Str*>(code.as_object()));
  if (view.size() != 1) return nullptr;
  for (const ItemType& type : kTypes) {
    if (view[0] == static_cast<uint8_t>(type.code)) return &type;
  }
  return nullptr;
}

const ItemType* CodeArgument(NativeCall& call) {
  const ItemType* type = TypeOfCode(call.args[0]);
  if (type == nullptr) RaiseTypeError(call.context, "no type code");
  return type;
}

bool Overflows(Context& context, std::string_view message) {
  RaiseOverflowError(context, message);
  return false;
}

bool PackSigned(Context& context, const ItemType& type, Value value,
                uint8_t* place) {
  int64_t number;
  if (!ToInt64(value, &number)) {
    return Overflows(context, type.code == 'q'
                                  ? "int too big to convert"
                                  : "Python int too large to convert to C "
                                    "long");
  }
  for (const Bounds& bounds : type.bounds) {
    if (number < bounds.low) return Overflows(context, bounds.below);
    if (number > bounds.high) return Overflows(context, bounds.above);
  }
  std::memcpy(place, &number, type.size);
  return true;
}

// I, L, Q
bool PackUnsigned(Context& context, const ItemType& type, Value value,
                  uint8_t* place) {
  text::Limb limb;
  const text::BigView view = ViewInt(value, &limb);
  const bool is_long_long = type.code == 'Q';
  uint64_t number;
  if (view.negative) {
    return Overflows(context, is_long_long
                                  ? "can't convert negative int to unsigned"
                                  : "can't convert negative value to unsigned "
                                    "int");
  }
  if (!text::FitsUint64(view, &number)) {
    return Overflows(context, is_long_long
                                  ? "int too big to convert"
                                  : "Python int too large to convert to C "
                                    "unsigned long");
  }
  if (type.size == 4 && number > UINT32_MAX) {
    return Overflows(context, "unsigned int is greater than maximum");
  }
  std::memcpy(place, &number, type.size);
  return true;
}

bool PackCharacter(Context& context, Value value, uint8_t* place) {
  Text text;
  if (!GetStr(context, value, &text) || text.view.size() != 1) {
    RaiseTypeError(context, "array item must be unicode character");
    return false;
  }
  const uint32_t point = text.view[0];
  std::memcpy(place, &point, sizeof(point));
  return true;
}

// The item that `value` is, at `place`; or false, with an error raised.
bool PackItem(Context& context, const ItemType& type, Value value,
              uint8_t* place) {
  if (type.code == 'u') return PackCharacter(context, value, place);
  if (type.code == 'f' || type.code == 'd') {
    double number;
    if (!DoubleArgument(context, value, &number)) return false;
    return text::WriteStructFloat(number, false, true, {place, type.size});
  }
  const Value plain = Payload(context, value);
  if (!IsInt(plain)) {
    RaiseNoInteger(context, value);
    return false;
  }
  const bool is_unsigned =
      type.code == 'I' || type.code == 'L' || type.code == 'Q';
  return is_unsigned ? PackUnsigned(context, type, plain, place)
                     : PackSigned(context, type, plain, place);
}

template <typename T>
T Read(const uint8_t* place) {
  T number;
  std::memcpy(&number, place, sizeof(number));
  return number;
}

Value UnpackItem(Context& context, const ItemType& type, const uint8_t* place) {
  switch (type.code) {
    case 'b':
      return Value::Int(Read<int8_t>(place));
    case 'B':
      return Value::Int(Read<uint8_t>(place));
    case 'h':
      return Value::Int(Read<int16_t>(place));
    case 'H':
      return Value::Int(Read<uint16_t>(place));
    case 'i':
      return Value::Int(Read<int32_t>(place));
    case 'I':
      return Value::Int(Read<uint32_t>(place));
    case 'l':
    case 'q':
      return NewInt(context, Read<int64_t>(place));
    case 'L':
    case 'Q':
      return MakeInt(context,
                     text::BigInt::FromUnsigned(Read<uint64_t>(place)));
    case 'f':
      return Value::Float(Read<float>(place));
    case 'd':
      return Value::Float(Read<double>(place));
    default:
      return Value::Of(CharStr(context, Read<uint32_t>(place)));
  }
}

// Whether its four bytes are a character; ValueError if not.
bool CheckCharacter(Context& context, const ItemType& type,
                    const uint8_t* place) {
  if (type.code != 'u' || Read<uint32_t>(place) <= 0x10FFFF) return true;
  RaiseValueError(context, "chr() arg not in range(0x110000)");
  return false;
}

// --- Arrays ------------------------------------------------------------------

Str* BytesName() {
  static Str* const name = Names::Intern("_array_bytes");
  return name;
}

struct Items {
  const ItemType* type;
  ByteArray* bytes;
  Value held;  // `bytes` as the slot has it

  int64_t count() const {
    return static_cast<int64_t>(bytes->size) / type->size;
  }
  uint8_t* at(int64_t index) const {
    return bytes->buffer->data() + index * type->size;
  }
};

// What the array `self` holds; TypeError if it is none.
bool GetItems(Context& context, Value self, Items* items) {
  static Str* const kCode = Names::Intern("_code");
  if (IsKind(self, Kind::kInstance)) {
    Instance* instance =
        context.Resolve(static_cast<Instance*>(self.as_object()));
    items->type = TypeOfCode(InstanceGet(context, instance, kCode));
    items->held = InstanceGet(context, instance, BytesName());
    if (items->type != nullptr && IsKind(items->held, Kind::kByteArray)) {
      items->bytes =
          context.Resolve(static_cast<ByteArray*>(items->held.as_object()));
      return true;
    }
  }
  RaiseTypeError(context,
                 absl::StrCat("descriptor requires a 'array.array' object but "
                              "received '",
                              TypeName(context, self), "'"));
  return false;
}

Result Length(NativeCall& call) {
  Items items;
  if (!GetItems(call.context, call.args[0], &items)) return Result::kRaise;
  return call.Return(Value::Int(items.count()));
}

// The class's own function for what is no int.
Result ByPython(NativeCall& call, Str* name,
                std::initializer_list<Value> arguments) {
  const Value function = FindSpecial(call.context, call.args[0], name);
  if (!IsKind(function, Kind::kFunction)) {
    return RaiseTypeError(call.context, "array indices must be integers");
  }
  return call.Call(function, arguments);
}

// Makes a place of args[1], which is an int.
bool ToPlace(NativeCall& call, const Items& items, const char* message,
             int64_t* place) {
  if (!ToInt64(call.args[1], place)) {
    RaiseIndexError(call.context,
                    "cannot fit 'int' into an index-sized integer");
    return false;
  }
  if (*place < 0) *place += items.count();
  if (*place >= 0 && *place < items.count()) return true;
  RaiseIndexError(call.context, message);
  return false;
}

Result GetItem(NativeCall& call) {
  static Str* const kPython = Names::Intern("_get_part");
  Items items;
  if (!GetItems(call.context, call.args[0], &items)) return Result::kRaise;
  if (!IsInt(call.args[1])) {
    return ByPython(call, kPython, {call.args[0], call.args[1]});
  }
  int64_t place;
  if (!ToPlace(call, items, "array index out of range", &place) ||
      !CheckCharacter(call.context, *items.type, items.at(place))) {
    return Result::kRaise;
  }
  return call.Return(UnpackItem(call.context, *items.type, items.at(place)));
}

Result SetItem(NativeCall& call) {
  static Str* const kPython = Names::Intern("_set_part");
  Items items;
  if (!GetItems(call.context, call.args[0], &items)) return Result::kRaise;
  if (!IsInt(call.args[1])) {
    return ByPython(call, kPython, {call.args[0], call.args[1], call.args[2]});
  }
  int64_t place;
  uint8_t packed[8];
  if (!ToPlace(call, items, "array assignment index out of range", &place) ||
      !PackItem(call.context, *items.type, call.args[2], packed)) {
    return Result::kRaise;
  }
  items.bytes = WritableByteArray(call.context, items.held);
  std::memcpy(items.at(place), packed, items.type->size);
  return call.Return(Value::None());
}

Result Append(NativeCall& call) {
  Items items;
  uint8_t packed[8];
  if (!GetItems(call.context, call.args[0], &items) ||
      !PackItem(call.context, *items.type, call.args[1], packed)) {
    return Result::kRaise;
  }
  items.bytes = WritableByteArray(call.context, items.held);
  const std::string bytes(reinterpret_cast<char*>(packed), items.type->size);
  if (!ExtendByteArray(call.context, items.bytes, bytes)) {
    if (IsInstance(call.context, call.context.raised, core().BufferError)) {
      Raise(call.context, core().BufferError,
            "cannot resize an array that is exporting buffers");
    }
    return Result::kRaise;
  }
  return call.Return(Value::None());
}

// step(array, place): that item; the array itself if it ends before.
Result Step(NativeCall& call) {
  Items items;
  if (!GetItems(call.context, call.args[0], &items)) return Result::kRaise;
  int64_t place;
  if (!ToInt64(call.args[1], &place) || place < 0 || place >= items.count()) {
    return call.Return(call.args[0]);
  }
  if (!CheckCharacter(call.context, *items.type, items.at(place))) {
    return Result::kRaise;
  }
  return call.Return(UnpackItem(call.context, *items.type, items.at(place)));
}

// --- Many at once ------------------------------------------------------------

Result ItemSize(NativeCall& call) {
  const ItemType* type = TypeOfCode(call.args[0]);
  return call.Return(Value::Int(type == nullptr ? 0 : type->size));
}

// pack(code, value): its bytes.
Result Pack(NativeCall& call) {
  const ItemType* type = CodeArgument(call);
  uint8_t packed[8];
  if (type == nullptr || !PackItem(call.context, *type, call.args[1], packed)) {
    return Result::kRaise;
  }
  return call.Return(Value::Of(
      NewBytes(call.context, {reinterpret_cast<char*>(packed), type->size})));
}

// pack_all(code, values): the bytes of a list or tuple; None if a user's class
// must be asked which number it is.
Result PackAll(NativeCall& call) {
  Context& context = call.context;
  const ItemType* type = CodeArgument(call);
  if (type == nullptr) return Result::kRaise;
  std::span<const Value> values;
  if (IsKind(call.args[1], Kind::kTuple)) {
    values = static_cast<Tuple*>(call.args[1].as_object())->span();
  } else if (IsKind(call.args[1], Kind::kList)) {
    List* list = context.Resolve(static_cast<List*>(call.args[1].as_object()));
    values = {list->items(), list->size};
  } else {
    return RaiseTypeError(context, "pack_all() takes a list or a tuple");
  }
  if (!context.heap().HasRoomFor(values.size() * type->size)) {
    return RaiseMemoryError(context);
  }
  context.Charge(values.size() / 8);
  std::string bytes(values.size() * type->size, '\0');
  uint8_t* place = reinterpret_cast<uint8_t*>(bytes.data());
  for (const Value value : values) {
    if (IsKind(value, Kind::kInstance)) return call.Return(Value::None());
    if (!PackItem(context, *type, value, place)) return Result::kRaise;
    place += type->size;
  }
  return call.Return(Value::Of(NewBytes(context, bytes)));
}

// unpack(code, bytes): a list of the items.
Result Unpack(NativeCall& call) {
  Context& context = call.context;
  const ItemType* type = CodeArgument(call);
  Text bytes;
  if (type == nullptr) return Result::kRaise;
  if (!GetBuffer(context, call.args[1], &bytes)) {
    return RaiseTypeError(context, "unpack() takes bytes");
  }
  const int64_t count = bytes.view.size() / type->size;
  if (!context.heap().HasRoomFor(static_cast<size_t>(count) * 40)) {
    return RaiseMemoryError(context);
  }
  context.Charge(static_cast<size_t>(count) / 8);
  List* items = NewList(context);
  if (count > 0) ListReserve(context, items, static_cast<uint64_t>(count));
  const uint8_t* place = bytes.view.chars<uint8_t>().data();
  for (int64_t i = 0; i < count; ++i, place += type->size) {
    if (!CheckCharacter(context, *type, place)) return Result::kRaise;
    ListPush(context, items, UnpackItem(context, *type, place));
  }
  return call.Return(Value::Of(items));
}

constexpr NativeSpec kFunctions[] = {
    {"item_size", "code, /", &ItemSize},
    {"pack", "code, value, /", &Pack},
    {"pack_all", "code, values, /", &PackAll},
    {"unpack", "code, bytes, /", &Unpack},
    {"step", "array, place, /", &Step},
};

// The class takes them from the module as they are.
constexpr NativeSpec kMethods[] = {
    {"append", "self, v, /", &Append},
    {"__len__", "self, /", &Length},
    {"__getitem__", "self, key, /", &GetItem},
    {"__setitem__", "self, key, value, /", &SetItem},
};

}  // namespace

void RegisterArray() {
  AddFunctions("_array", kFunctions);
  for (const NativeSpec& spec : kMethods) {
    AddConstant("_array", spec.name,
                Value::Of(MakeNative(spec, "array", "", true)));
  }
}

}  // namespace midge::vm
