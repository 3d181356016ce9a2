// str, bytes and bytearray values seen as text, so that what they share
// (searching, splitting, stripping, slicing ...) is written once.
//
// Ownership: views borrow from the heap; good until the next safepoint.
#ifndef MIDGE_VM_OBJECTS_TEXT_VALUE_H_
#define MIDGE_VM_OBJECTS_TEXT_VALUE_H_

#include <string>
#include <string_view>

#include "vm/objects/context.h"
#include "vm/objects/native.h"
#include "vm/objects/operators.h"
#include "vm/text/text_view.h"

namespace midge::vm {

inline text::TextView ViewOf(const Bytes* bytes) {
  return {bytes->data(), bytes->length, 1};
}
inline text::TextView ViewOf(const std::u32string& text) {
  return {text.data(), static_cast<int64_t>(text.size()), 4};
}

// A text and what it came from.
struct Text {
  text::TextView view;
  Value value;  // the Str, Bytes or ByteArray
  Kind kind = Kind::kStr;

  bool is_str() const { return kind == Kind::kStr; }
};

// True and `*out` if `v` is a str (GetStr), bytes or bytearray (GetBytes), or
// an instance of a class derived from one.
bool GetStr(Context& context, Value v, Text* out);
bool GetBytes(Context& context, Value v, Text* out);
// The same, or a memoryview whose bytes lie in one piece.
bool GetBuffer(Context& context, Value v, Text* out);
// Either.
bool GetText(Context& context, Value v, Text* out);
// Str or GetBuffer().
bool GetTextOrBuffer(Context& context, Value v, Text* out);

// What int() and float() read of a text, in ASCII: nothing of the white space
// around it, and digits of any script as ASCII's. Of bytes only ASCII's count.
std::string NumberText(const Text& text);

// A Str of any view, in the narrowest width.
Str* NewStrOf(Context& context, text::TextView view);
Str* NewStrOf(Context& context, const std::u32string& text);

// A value of the kind of `like` that holds `view`. A part that is the whole of
// an immutable text is that text.
Value NewTextLike(Context& context, const Text& like, text::TextView view);
Value NewTextLike(Context& context, const Text& like,
                  const std::u32string& text);

// Collects text of any widths and makes one value of it.
//
// Ownership: lives on the C++ stack of one native.
// Invariant: holds at most what heap().HasRoomFor() allowed: once that is
//            passed it takes nothing more and Finish() raises MemoryError.
class TextBuilder {
 public:
  explicit TextBuilder(Context& context) : context_(context) {}

  void Append(text::TextView view);
  void AppendAscii(std::string_view ascii) { Append(text::TextView(ascii)); }
  void AppendUtf8(std::string_view utf8);
  void AppendChar(uint32_t c) { Repeat(c, 1); }
  void Repeat(uint32_t c, int64_t count);

  int64_t size() const { return size_; }
  bool overflowed() const { return overflowed_; }

  // A Str; or a value like `like`. kRaise when it did not fit.
  OpResult Finish(Value* out);
  OpResult FinishLike(const Text& like, Value* out);

 private:
  // Makes room for `count` more characters of `width` bytes.
  bool MakeRoom(int64_t count, int width) {
    return (width <= width_ &&
            (size_ + count) * width_ <= static_cast<int64_t>(chars_.size())) ||
           Grow(count, width);
  }
  bool Grow(int64_t count, int width);
  text::TextView view() const { return {chars_.data(), size_, width_}; }

  Context& context_;
  std::string chars_;  // with room for more at its end
  int64_t size_ = 0;
  int width_ = 1;
  bool overflowed_ = false;
};

// As a native's answer.
NativeResult ReturnBuilt(NativeCall& call, TextBuilder* builder);
NativeResult ReturnBuiltLike(NativeCall& call, TextBuilder* builder,
                             const Text& like);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_TEXT_VALUE_H_
