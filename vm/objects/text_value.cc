#include "vm/objects/text_value.h"

#include <algorithm>
#include <cstring>

#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/names.h"
#include "vm/objects/type_operators.h"
#include "vm/text/codec.h"
#include "vm/text/unicode.h"

namespace midge::vm {
namespace {

// What a Str's 32-bit length can count.
constexpr int64_t kTextSizeMax = UINT32_MAX;

std::string_view Latin1(text::TextView view) {
  return {static_cast<const char*>(view.data()),
          static_cast<size_t>(view.size())};
}

}  // namespace

bool GetStr(Context& context, Value v, Text* out) {
  if (!IsKind(v, Kind::kStr)) v = Payload(context, v);
  if (!IsKind(v, Kind::kStr)) return false;
  *out = {TextOf(static_cast<const Str*>(v.as_object())), v, Kind::kStr};
  return true;
}

bool GetBytes(Context& context, Value v, Text* out) {
  v = Payload(context, v);
  if (IsKind(v, Kind::kBytes)) {
    *out = {ViewOf(static_cast<const Bytes*>(v.as_object())), v, Kind::kBytes};
    return true;
  }
  if (!IsKind(v, Kind::kByteArray)) return false;
  auto* array = context.Resolve(static_cast<ByteArray*>(v.as_object()));
  const void* data = array->buffer ? array->buffer->data() : nullptr;
  *out = {{data, static_cast<int64_t>(array->size), 1}, v, Kind::kByteArray};
  return true;
}

bool GetBuffer(Context& context, Value v, Text* out) {
  if (GetBytes(context, v, out)) return true;
  if (!IsKind(v, Kind::kInstance)) return false;
  Instance* view = context.Resolve(static_cast<Instance*>(v.as_object()));
  // An array of module array.
  static Str* const kArrayBytes = Names::Intern("_array_bytes");
  const Value held = InstanceGet(context, view, kArrayBytes);
  if (IsKind(held, Kind::kByteArray)) return GetBytes(context, held, out);
  if (Value::Of(view->cls.get()) != core().PreludeFunction("memoryview")) {
    return false;
  }
  const auto part = [&](const Str* name) {
    return InstanceGet(context, view, name);
  };
  const Value start = part(core().n_view_start);
  const Value size = part(core().n_view_size);
  if (!part(core().n_view_whole).is_true() || !start.is_int() ||
      !size.is_int() || !GetBytes(context, part(core().n_view_base), out)) {
    return false;
  }
  // The bytearray behind it may have shrunk.
  const int64_t from = std::clamp<int64_t>(start.as_int(), 0, out->view.size());
  const int64_t to =
      std::clamp<int64_t>(from + size.as_int(), from, out->view.size());
  out->view = out->view.Part(from, to);
  return true;
}

bool GetText(Context& context, Value v, Text* out) {
  return GetStr(context, v, out) || GetBytes(context, v, out);
}

bool GetTextOrBuffer(Context& context, Value v, Text* out) {
  return GetStr(context, v, out) || GetBuffer(context, v, out);
}

std::string NumberText(const Text& text) {
  if (text.is_str()) return text::NumberText(text.view);
  constexpr char kBlanks[] = " \t\n\v\f\r";
  std::string_view bytes = text.view.bytes();
  bytes.remove_prefix(std::min(bytes.find_first_not_of(kBlanks), bytes.size()));
  return std::string(bytes.substr(0, bytes.find_last_not_of(kBlanks) + 1));
}

Str* NewStrOf(Context& context, text::TextView view) {
  if (view.size() == 0) return core().empty_str;
  if (view.size() == 1) return CharStr(context, view[0]);
  int width = view.width();
  if (width > 1) width = text::WidthOf(text::MaxCodePoint(view));
  Str* str = NewStrRaw(context, static_cast<uint32_t>(view.size()), width);
  text::CopyChars(view, width, str->chars1());
  return str;
}

Str* NewStrOf(Context& context, const std::u32string& text) {
  return NewStrOf(context, ViewOf(text));
}

Value NewTextLike(Context& context, const Text& like, text::TextView view) {
  if (like.kind == Kind::kByteArray) {
    return Value::Of(NewByteArray(context, Latin1(view)));
  }
  if (view.data() == like.view.data() && view.size() == like.view.size()) {
    return like.value;
  }
  if (like.is_str()) return Value::Of(NewStrOf(context, view));
  return Value::Of(NewBytes(context, Latin1(view)));
}

Value NewTextLike(Context& context, const Text& like,
                  const std::u32string& text) {
  if (like.is_str()) return Value::Of(NewStrOf(context, text));
  std::string bytes(text.begin(), text.end());
  return NewTextLike(context, like, text::TextView(bytes));
}

bool TextBuilder::Grow(int64_t count, int width) {
  if (overflowed_) return false;
  const int64_t size = size_ + count;
  const int wide = std::max(width, width_);
  if (size > kTextSizeMax ||
      !context_.heap().HasRoomFor(static_cast<size_t>(size) * wide)) {
    overflowed_ = true;
    return false;
  }
  if (width > width_) {
    std::string wider(static_cast<size_t>(size_) * width, '\0');
    text::CopyChars(view(), width, wider.data());
    chars_ = std::move(wider);
    width_ = width;
  }
  const size_t bytes = static_cast<size_t>(size) * width_;
  if (bytes > chars_.size()) chars_.resize(std::max(bytes, chars_.size() * 2));
  return true;
}

void TextBuilder::Append(text::TextView view) {
  if (view.size() == 0) return;
  int width = view.width();
  if (width > width_) width = text::WidthOf(text::MaxCodePoint(view));
  if (!MakeRoom(view.size(), width)) return;
  text::CopyChars(view, width_, chars_.data() + size_ * width_);
  size_ += view.size();
}

void TextBuilder::AppendUtf8(std::string_view utf8) {
  if (text::IsAscii(text::TextView(utf8))) return AppendAscii(utf8);
  std::u32string points;
  text::CodecError error;
  (void)text::Decode(utf8, text::Encoding::kUtf8, text::ErrorHandler::kReplace,
                     &points, &error);
  Append(ViewOf(points));
}

void TextBuilder::Repeat(uint32_t c, int64_t count) {
  if (count <= 0 || !MakeRoom(count, text::WidthOf(c))) return;
  char* at = chars_.data() + size_ * width_;
  if (width_ == 1) {
    std::memset(at, static_cast<int>(c), static_cast<size_t>(count));
  } else if (width_ == 2) {
    std::fill_n(reinterpret_cast<uint16_t*>(at), count,
                static_cast<uint16_t>(c));
  } else {
    std::fill_n(reinterpret_cast<uint32_t*>(at), count, c);
  }
  size_ += count;
}

OpResult TextBuilder::Finish(Value* out) {
  if (overflowed_) {
    RaiseMemoryError(context_);
    return OpResult::kRaise;
  }
  context_.Charge(static_cast<size_t>(size_) / 64);
  *out = Value::Of(NewStrOf(context_, view()));
  return OpResult::kDone;
}

OpResult TextBuilder::FinishLike(const Text& like, Value* out) {
  if (like.is_str() || overflowed_) return Finish(out);
  context_.Charge(static_cast<size_t>(size_) / 64);
  *out = NewTextLike(context_, like, view());
  return OpResult::kDone;
}

NativeResult ReturnBuilt(NativeCall& call, TextBuilder* builder) {
  if (builder->Finish(&call.result) == OpResult::kDone) {
    return NativeResult::kReturn;
  }
  return NativeResult::kRaise;
}

NativeResult ReturnBuiltLike(NativeCall& call, TextBuilder* builder,
                             const Text& like) {
  if (builder->FinishLike(like, &call.result) == OpResult::kDone) {
    return NativeResult::kReturn;
  }
  return NativeResult::kRaise;
}

}  // namespace midge::vm
