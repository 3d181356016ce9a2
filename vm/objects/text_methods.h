// The methods that str, bytes and bytearray have in common.
//
// Each is written once over Text; what it makes is of its receiver's kind.
// The tables are in str_methods.cc and bytes_methods.cc.
#ifndef MIDGE_VM_OBJECTS_TEXT_METHODS_H_
#define MIDGE_VM_OBJECTS_TEXT_METHODS_H_

#include "vm/objects/native.h"
#include "vm/objects/text_value.h"

namespace midge::vm {

// A method with its receiver checked; the arguments begin at call.args[1].
using TextMethod = NativeResult (*)(NativeCall& call, const Text& self);

// The receiver is not of the method's type.
NativeResult RaiseWrongReceiver(NativeCall& call, const char* type);

template <TextMethod kMethod>
NativeResult OnStr(NativeCall& call) {
  Text self;
  if (!GetStr(call.context, call.args[0], &self)) {
    return RaiseWrongReceiver(call, "str");
  }
  call.context.Charge(static_cast<size_t>(self.view.size()) / 64);
  return kMethod(call, self);
}

template <TextMethod kMethod>
NativeResult OnBytes(NativeCall& call) {
  Text self;
  if (!GetBytes(call.context, call.args[0], &self)) {
    return RaiseWrongReceiver(call, "bytes");
  }
  call.context.Charge(static_cast<size_t>(self.view.size()) / 64);
  return kMethod(call, self);
}

// A text argument of the receiver's sort, or TypeError: for a str receiver
// "<what>must be str, not int", else "a bytes-like object is required, …".
bool TextArgument(NativeCall& call, const Text& self, Value v, const char* what,
                  Text* out);

// text_search.cc
NativeResult TextFind(NativeCall& call, const Text& self);
NativeResult TextFindLast(NativeCall& call, const Text& self);
NativeResult TextIndex(NativeCall& call, const Text& self);
NativeResult TextIndexLast(NativeCall& call, const Text& self);
NativeResult TextCount(NativeCall& call, const Text& self);
NativeResult TextStartsWith(NativeCall& call, const Text& self);
NativeResult TextEndsWith(NativeCall& call, const Text& self);
NativeResult TextReplace(NativeCall& call, const Text& self);
NativeResult TextRemovePrefix(NativeCall& call, const Text& self);
NativeResult TextRemoveSuffix(NativeCall& call, const Text& self);

// text_split.cc
NativeResult TextSplit(NativeCall& call, const Text& self);
NativeResult TextSplitLast(NativeCall& call, const Text& self);
NativeResult TextSplitLines(NativeCall& call, const Text& self);
NativeResult TextPartition(NativeCall& call, const Text& self);
NativeResult TextPartitionLast(NativeCall& call, const Text& self);
NativeResult TextJoin(NativeCall& call, const Text& self);

// text_shape.cc
NativeResult TextStrip(NativeCall& call, const Text& self);
NativeResult TextStripLeft(NativeCall& call, const Text& self);
NativeResult TextStripRight(NativeCall& call, const Text& self);
NativeResult TextCenter(NativeCall& call, const Text& self);
NativeResult TextJustifyLeft(NativeCall& call, const Text& self);
NativeResult TextJustifyRight(NativeCall& call, const Text& self);
NativeResult TextFillZeros(NativeCall& call, const Text& self);
NativeResult TextExpandTabs(NativeCall& call, const Text& self);

}  // namespace midge::vm

#endif  // MIDGE_VM_OBJECTS_TEXT_METHODS_H_
