// repr() and str() of builtin values.
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "base/ids.h"
#include "vm/objects/attributes.h"
#include "vm/objects/builtin_descriptors.h"
#include "vm/objects/class_attributes.h"
#include "vm/objects/complex_numbers.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/exception_fields.h"
#include "vm/objects/member_descriptors.h"
#include "vm/objects/names.h"
#include "vm/objects/numbers.h"
#include "vm/objects/regex_values.h"
#include "vm/objects/str_methods.h"
#include "vm/objects/type_operators.h"
#include "vm/text/float_text.h"
#include "vm/text/int_text.h"
#include "vm/text/repr_text.h"

namespace midge::vm {
namespace {

// Deeper nests are printed by the prelude, on the thread's own stack.
constexpr size_t kMaxNesting = 50;

// So much text is added between two looks at the heap's limit.
constexpr size_t kUncheckedBytesMax = 64 << 10;

// Builds one repr.  The text is UTF-8 until the end.
//
// Invariant: the text is at most what heap().HasRoomFor() allowed, and
//            kUncheckedBytesMax: once that is passed it takes nothing more, and
//            MemoryError is raised.
class Printer {
 public:
  explicit Printer(Context& context) : context_(context) {}

  OpResult Print(Value v);
  // Of a set in an instance of a class with this name.
  OpResult PrintSetOf(Set* set, const std::string& name);
  OpResult Append(std::string_view text) {
    if (text.size() > unchecked_bytes_) return AppendChecked(text);
    unchecked_bytes_ -= text.size();
    text_.append(text);
    return OpResult::kDone;
  }
  // The text as a Str, if the last step to it ended as `result`.
  OpResult Finish(OpResult result, Value* out);

 private:
  template <typename T>
  T* As(Value v) {
    return context_.Resolve(static_cast<T*>(v.as_object()));
  }
  OpResult AppendChecked(std::string_view text);
  // Whether a text with so much in it may be made; else MemoryError is raised.
  bool CheckRoom(size_t bytes);
  // After what ended as `before`.
  OpResult Append(OpResult before, std::string_view text) {
    return before == OpResult::kDone ? Append(text) : before;
  }
  OpResult PrintObject(Value v);
  OpResult PrintInt(Value v);
  OpResult PrintByteArray(ByteArray* array, const Class* cls);
  OpResult PrintItems(std::span<Value> items, const char* open,
                      const char* close);
  OpResult PrintDict(Dict* dict);
  OpResult PrintSet(Value v);
  OpResult PrintView(DictView* view);
  OpResult PrintRange(Range* range);
  OpResult PrintParts(const char* name, std::initializer_list<Value> parts);
  OpResult PrintInstance(Value v);
  OpResult PrintClass(Class* cls);
  OpResult PrintMember(Instance* member);
  OpResult PrintModule(Module* module);
  OpResult PrintGenerator(Value v);
  OpResult PrintFunction(Value v);
  OpResult PrintNested(Value v, const char* recursive,
                       OpResult (Printer::*print)(Value));
  OpResult PrintContainer(Value v);
  std::string NameOfReferent(Value v);
  OpResult PrintWeakRef(Value v);
  OpResult PrintHandle(const char* name, uint64_t id) {
    return Append(absl::StrCat("<", name, " ", ObjectId{id}.ToString(), ">"));
  }
  OpResult PrintPlain(Value v, std::string_view what) {
    return Append(absl::StrFormat("<%s at 0x%012x>", std::string(what),
                                  IdOf(context_, v)));
  }

  OpResult PrintPlainEnd(Value v, const char* what, std::string_view end) {
    Append(absl::StrFormat("<%s at 0x%012x", what, IdOf(context_, v)));
    return Append(end);
  }

  Context& context_;
  std::string text_;
  size_t unchecked_bytes_ = kUncheckedBytesMax;
  bool overflowed_ = false;
  std::vector<Object*> open_;  // containers being printed
};

bool Printer::CheckRoom(size_t bytes) {
  if (overflowed_) return false;
  if (bytes <= UINT32_MAX && context_.heap().HasRoomFor(bytes)) return true;
  overflowed_ = true;
  unchecked_bytes_ = 0;
  text_ = std::string();
  RaiseMemoryError(context_);
  return false;
}

OpResult Printer::AppendChecked(std::string_view text) {
  if (!CheckRoom(text_.size() + text.size())) return OpResult::kRaise;
  context_.Charge((kUncheckedBytesMax + text.size()) / 64);
  text_.append(text);
  unchecked_bytes_ = kUncheckedBytesMax;
  return OpResult::kDone;
}

OpResult Printer::Finish(OpResult result, Value* out) {
  // What overflowed before something else was left to Python.
  if (overflowed_) return OpResult::kRaise;
  if (result != OpResult::kDone) return result;
  // What is not ASCII may need four bytes for each character.
  const size_t wide = text::IsAscii(text::TextView(text_)) ? 1 : 4;
  if (wide > 1 && !CheckRoom(text_.size() * wide)) return OpResult::kRaise;
  *out = Value::Of(NewStr(context_, text_));
  return OpResult::kDone;
}

OpResult Printer::PrintInt(Value v) {
  if (v.is_int()) return Append(text::Int64ToText(v.as_int()));
  text::Limb limb;
  std::string digits;
  const text::BigStatus status =
      text::IntToText(ViewInt(v, &limb), 10, &digits, context_.int_digits_max);
  if (status == text::BigStatus::kTooManyDigits) {
    RaiseValueError(context_, text::TooManyDigits(context_.int_digits_max));
    return OpResult::kRaise;
  }
  context_.Charge(digits.size() / 4);
  return Append(digits);
}

OpResult Printer::PrintItems(std::span<Value> items, const char* open,
                             const char* close) {
  Append(open);
  for (size_t i = 0; i < items.size(); ++i) {
    if (i > 0) Append(", ");
    const OpResult result = Print(items[i]);
    if (result != OpResult::kDone) return result;
  }
  return Append(close);
}

OpResult Printer::PrintDict(Dict* dict) {
  Append("{");
  Value key, value;
  bool first = true;
  for (int64_t at = 0; DictNext(dict, &at, &key, &value); first = false) {
    if (!first) Append(", ");
    OpResult result = Print(key);
    if (result != OpResult::kDone) return result;
    Append(": ");
    result = Print(value);
    if (result != OpResult::kDone) return result;
  }
  return Append("}");
}

OpResult Printer::PrintSet(Value v) {
  const bool frozen = IsKind(v, Kind::kFrozenSet);
  Set* set = As<Set>(v);
  if (set->live_count == 0) return Append(frozen ? "frozenset()" : "set()");
  std::vector<Value> items;
  Value item;
  for (int64_t at = 0; SetNext(set, &at, &item);) items.push_back(item);
  return PrintItems(items, frozen ? "frozenset({" : "{", frozen ? "})" : "}");
}

OpResult Printer::PrintSetOf(Set* set, const std::string& name) {
  if (set->live_count == 0) return Append(absl::StrCat(name, "()"));
  std::vector<Value> items;
  Value item;
  for (int64_t at = 0; SetNext(set, &at, &item);) items.push_back(item);
  return PrintItems(items, absl::StrCat(name, "({").c_str(), "})");
}

OpResult Printer::PrintView(DictView* view) {
  static constexpr const char* kOpen[] = {"dict_keys([", "dict_values([",
                                          "dict_items(["};
  Dict* dict = context_.Resolve(view->dict.get());
  std::vector<Value> items;
  Value key, value;
  for (int64_t at = 0; DictNext(dict, &at, &key, &value);) {
    if (view->type == DictView::kItems) {
      const Value pair[] = {key, value};
      items.push_back(Value::Of(NewTuple(context_, pair)));
    } else {
      items.push_back(view->type == DictView::kKeys ? key : value);
    }
  }
  return PrintItems(items, kOpen[view->type], "])");
}

OpResult Printer::PrintParts(const char* name,
                             std::initializer_list<Value> parts) {
  std::vector<Value> items(parts);
  return PrintItems(items, absl::StrCat(name, "(").c_str(), ")");
}

OpResult Printer::PrintRange(Range* range) {
  if (range->step == Value::Int(1)) {
    return PrintParts("range", {range->start, range->stop});
  }
  return PrintParts("range", {range->start, range->stop, range->step});
}

OpResult Printer::PrintContainer(Value v) {
  switch (v.as_object()->kind()) {
    case Kind::kTuple: {
      Tuple* tuple = As<Tuple>(v);
      return PrintItems(tuple->span(), "(", tuple->length == 1 ? ",)" : ")");
    }
    case Kind::kList: {
      List* list = As<List>(v);
      return PrintItems({list->items(), list->size}, "[", "]");
    }
    case Kind::kDict:
      return PrintDict(As<Dict>(v));
    case Kind::kDictView:
      return PrintView(As<DictView>(v));
    default:
      return PrintSet(v);
  }
}

OpResult Printer::PrintNested(Value v, const char* recursive,
                              OpResult (Printer::*print)(Value)) {
  Object* object = context_.Resolve(v.as_object());
  for (Object* open : open_) {
    if (open == object) return Append(recursive);
  }
  if (open_.size() >= kMaxNesting) return OpResult::kPython;
  open_.push_back(object);
  const OpResult result = (this->*print)(v);
  open_.pop_back();
  context_.Charge(1);
  return result;
}

// Of modules with a name, and an origin or nothing else; of all others the repr
// is Python: repr_of_module().
OpResult Printer::PrintModule(Module* module) {
  static Str* const loader_name = Names::Intern("__loader__");
  static Str* const has_location = Names::Intern("_set_fileattr");
  Dict* dict = context_.Resolve(module->dict.get());
  const auto is_none = [](Value v) { return v.is_unbound() || v.is_none(); };
  const bool has_spec = !is_none(DictGet(dict, core().n_spec));
  const auto spec = [&](Str* name) {
    return SpecAttribute(context_, module, name);
  };
  const Value name =
      has_spec ? spec(Names::Intern("name")) : DictGet(dict, core().n_name);
  const Value origin =
      has_spec ? spec(core().n_origin) : DictGet(dict, core().n_file);
  if (!IsKind(name, Kind::kStr)) return OpResult::kPython;
  Append("<module ");
  OpResult result = Print(name);
  if (result != OpResult::kDone) return result;
  if (IsKind(origin, Kind::kStr)) {
    if (has_spec && !spec(has_location).is_true()) {
      if (origin != Value::Of(Names::Intern("built-in"))) {
        return OpResult::kPython;
      }
      return Append(" (built-in)>");
    }
    Append(" from ");
    result = Print(origin);
  } else if (has_spec || !origin.is_unbound() ||
             !is_none(DictGet(dict, loader_name))) {
    return OpResult::kPython;
  }
  return result == OpResult::kDone ? Append(">") : result;
}

OpResult Printer::PrintClass(Class* cls) {
  return Append(ReprOfClass(context_, cls));
}

OpResult Printer::PrintByteArray(ByteArray* array, const Class* cls) {
  if (!CheckRoom(text_.size() + array->size)) return OpResult::kRaise;
  const char* data =
      array->buffer ? reinterpret_cast<char*>(array->buffer->data()) : "";
  std::string bytes = text::ReprBytes({data, array->size});
  // As CPython has it, a single quote is escaped even in double quotes.
  if (bytes[1] == '"') absl::StrReplaceAll({{"'", "\\'"}}, &bytes);
  return Append(absl::StrCat(ToUtf8(cls->name), "(", bytes, ")"));
}

OpResult Printer::PrintMember(Instance* member) {
  return Append(MemberText(context_, member));
}

// An exception or an object() without methods of the user's own.
Value ObjectRepr() {
  return FindInClass(core().context, core().object, core().n_repr);
}

OpResult Printer::PrintInstance(Value v) {
  Class* cls = context_.Resolve(ClassOf(context_, v));
  const Value repr = FindInClass(context_, cls, core().n_repr);
  if (!IsKind(repr, Kind::kNative)) return OpResult::kPython;
  const Value payload = Payload(context_, v);
  if (IsKind(payload, Kind::kByteArray)) {
    return PrintByteArray(As<ByteArray>(payload), cls);
  }
  if (IsKind(payload, Kind::kSet) || IsKind(payload, Kind::kFrozenSet)) {
    return PrintSetOf(As<Set>(payload), ToUtf8(cls->name));
  }
  const bool is_iterator =
      IsKind(payload, Kind::kIterator) || IsKind(payload, Kind::kGenerator);
  if (is_iterator && repr != ObjectRepr()) return OpResult::kPython;
  if (payload != v && !is_iterator && !IsKind(payload, Kind::kProperty)) {
    return Print(payload);
  }
  if (IsMember(v)) return PrintMember(As<Instance>(v));
  if (!(cls->flags & kClassException)) {
    const std::string module = IsKind(cls->module, Kind::kStr)
                                   ? ToUtf8(As<Str>(cls->module)) + "."
                                   : "";
    return PrintPlain(
        v, absl::StrCat(module == "builtins." ? "" : module,
                        ToUtf8(As<Str>(cls->qualified_name)), " object"));
  }
  Append(ToUtf8(cls->name));
  Tuple* args = As<Tuple>(As<Instance>(v)->slots()[kExceptionArgs]);
  return PrintItems(args->span(), "(", ")");
}

// Of a generator that shows as an instance of another class.
OpResult Printer::PrintGenerator(Value v) {
  Class* cls = As<Class>(As<Generator>(v)->name);
  return PrintPlain(v, absl::StrCat(ToUtf8(As<Str>(cls->module)), ".",
                                    ToUtf8(cls->name), " object"));
}

OpResult Printer::PrintFunction(Value v) {
  switch (v.as_object()->kind()) {
    case Kind::kFunction:
      if (IsKeptUnbound(context_, v)) {
        return Append(absl::StrCat("<built-in function ",
                                   ToUtf8(As<Str>(As<Function>(v)->name)),
                                   ">"));
      }
      return PrintPlain(
          v, absl::StrCat("function ",
                          ToUtf8(As<Str>(As<Function>(v)->qualified_name))));
    case Kind::kNative: {
      return Append(BuiltinDescriptorText(context_, v));
    }
    default: {
      BoundMethod* method = As<BoundMethod>(v);
      if (IsKind(method->function, Kind::kNative)) {
        const bool wrapper = ClassOf(context_, v) != core().native;
        return PrintPlain(
            method->self,
            absl::StrCat(wrapper ? "method-wrapper '" : "built-in method ",
                         ToUtf8(As<Native>(method->function)->data->name),
                         wrapper ? "' of " : " of ",
                         TypeName(context_, method->self), " object"));
      }
      if (!IsKind(method->function, Kind::kFunction)) {
        return OpResult::kPython;
      }
      Append(absl::StrCat(
          "<bound method ",
          ToUtf8(As<Str>(As<Function>(method->function)->qualified_name)),
          " of "));
      const OpResult result = Print(method->self);
      return result == OpResult::kDone ? Append(">") : result;
    }
  }
}

// Its __name__, if it is what usually has one.
std::string Printer::NameOfReferent(Value v) {
  switch (v.as_object()->kind()) {
    case Kind::kClass:
      return ToUtf8(As<Class>(v)->name);
    case Kind::kFunction:
      return ToUtf8(As<Str>(As<Function>(v)->name));
    case Kind::kNative:
      return ToUtf8(As<Native>(v)->data->name);
    default:
      return "";
  }
}

OpResult Printer::PrintWeakRef(Value v) {
  const WeakRef* ref = As<WeakRef>(v);
  Append(absl::StrFormat("<weakref at 0x%012x; ", IdOf(context_, v)));
  if (ref->referent == nullptr) return Append("dead>");
  const Value referent = Value::Of(ref->referent);
  const std::string name = NameOfReferent(referent);
  return Append(absl::StrFormat(
      "to '%s' at 0x%012x%s>", TypeName(context_, referent),
      IdOf(context_, referent), name.empty() ? "" : " (" + name + ")"));
}

OpResult Printer::PrintObject(Value v) {
  switch (v.as_object()->kind()) {
    case Kind::kStr:
      if (!CheckRoom(text_.size() + As<Str>(v)->length)) {
        return OpResult::kRaise;
      }
      return Append(text::ReprText(TextOf(As<Str>(v))));
    case Kind::kBytes: {
      Bytes* bytes = As<Bytes>(v);
      if (!CheckRoom(text_.size() + bytes->length)) return OpResult::kRaise;
      return Append(text::ReprBytes(
          {reinterpret_cast<const char*>(bytes->data()), bytes->length}));
    }
    case Kind::kByteArray:
      return PrintByteArray(As<ByteArray>(v), core().bytearray);
    case Kind::kBigInt:
      return PrintInt(v);
    case Kind::kComplex:
      return Append(
          ComplexText({As<Complex>(v)->real, As<Complex>(v)->imaginary}));
    case Kind::kTuple:
      return PrintNested(v, "(...)", &Printer::PrintContainer);
    case Kind::kList:
      return PrintNested(v, "[...]", &Printer::PrintContainer);
    case Kind::kDict:
      return PrintNested(v, "{...}", &Printer::PrintContainer);
    case Kind::kSet:
    case Kind::kFrozenSet:
      return PrintNested(v, "set(...)", &Printer::PrintContainer);
    case Kind::kDictView:
      return PrintNested(v, "...", &Printer::PrintContainer);
    case Kind::kRange:
      return PrintRange(As<Range>(v));
    case Kind::kSlice: {
      Slice* slice = As<Slice>(v);
      return PrintParts("slice", {slice->start, slice->stop, slice->step});
    }
    case Kind::kInstance:
      return PrintNested(v, "...", &Printer::PrintInstance);
    case Kind::kClass:
      if (!IsKind(FindSpecial(context_, v, core().n_repr), Kind::kNative)) {
        return OpResult::kPython;
      }
      return PrintClass(As<Class>(v));
    case Kind::kModule:
      return PrintModule(As<Module>(v));
    case Kind::kFunction:
    case Kind::kNative:
    case Kind::kBoundMethod:
      return PrintNested(v, "...", &Printer::PrintFunction);
    case Kind::kIterator:
      if (!IsKind(FindSpecial(context_, v, core().n_repr), Kind::kNative) ||
          As<Iterator>(v)->type < Iterator::kCount) {
        return PrintPlain(v, TypeName(context_, v) + " object");
      }
      return OpResult::kPython;
    case Kind::kGenerator:
      if (As<Generator>(v)->type() == Generator::kNamedItems) {
        if (FindSpecial(context_, v, core().n_repr) != ObjectRepr()) {
          return OpResult::kPython;
        }
        return PrintGenerator(v);
      }
      if (As<Generator>(v)->type() > Generator::kAsync) {
        return PrintPlain(v, TypeName(context_, v) + " object");
      }
      return PrintPlain(
          v, absl::StrCat(TypeName(context_, v), " object ",
                          ToUtf8(As<Str>(As<Generator>(v)->qualified_name))));
    case Kind::kFrame:
    case Kind::kCode:
      return OpResult::kPython;
    case Kind::kCell: {
      const Value content = As<Cell>(v)->content;
      if (content.is_unbound()) return PrintPlainEnd(v, "cell", ": empty>");
      return PrintPlainEnd(v, "cell",
                           absl::StrFormat(": %s object at 0x%012x>",
                                           TypeName(context_, content),
                                           IdOf(context_, content)));
    }
    case Kind::kStaticMethod:
      Append("<staticmethod(");
      return Append(Print(As<StaticMethod>(v)->function), ")>");
    case Kind::kProperty:
      if (!IsBuiltinGetter(*As<Property>(v))) {
        return PrintPlain(v, "property object");
      }
      return Append(BuiltinDescriptorText(context_, v));
    case Kind::kClassMethod:
      if (ClassOf(context_, v) != core().classmethod) {
        return Append(BuiltinDescriptorText(context_, v));
      }
      Append("<classmethod(");
      return Append(Print(As<ClassMethod>(v)->function), ")>");
    case Kind::kSuper: {
      Super* super = As<Super>(v);
      const std::string self =
          super->self_class
              ? absl::StrCat("<",
                             ToUtf8(As<Class>(super->self_class.value())->name),
                             " object>")
              : "NULL";
      return Append(absl::StrCat("<super: <class '",
                                 ToUtf8(As<Class>(super->from.value())->name),
                                 "'>, ", self, ">"));
    }
    case Kind::kWeakRef:
      return PrintWeakRef(v);
    case Kind::kAgentHandle:
      return PrintHandle("Agent", As<AgentHandle>(v)->id);
    case Kind::kMailboxHandle:
      return PrintHandle("Mailbox", As<MailboxHandle>(v)->id);
    case Kind::kSemaphoreHandle:
      return PrintHandle("Semaphore", As<SemaphoreHandle>(v)->id);
    case Kind::kAgentRange: {
      AgentRange* range = As<AgentRange>(v);
      return Append(absl::StrCat(
          "<AgentRange of ", range->count, " from ",
          ObjectId{range->count ? range->id_of(0) : 0}.ToString(), ">"));
    }
    case Kind::kRegexPattern:
    case Kind::kRegexMatch: {
      std::string text;
      const OpResult result =
          v.as_object()->is(Kind::kRegexMatch)
              ? MatchRepr(context_, As<RegexMatch>(v), &text)
              : PatternRepr(context_, As<RegexPattern>(v), &text);
      return result == OpResult::kDone ? Append(text) : result;
    }
    default:
      return PrintPlain(v, TypeName(context_, v) + " object");
  }
}

OpResult Printer::Print(Value v) {
  if (v.is_float()) return Append(text::ReprDouble(v.as_float()));
  if (v.is_int()) return PrintInt(v);
  if (v.is_object()) return PrintObject(v);
  if (v.is_bool()) return Append(v.is_true() ? "True" : "False");
  if (v == Value::Ellipsis()) return Append("Ellipsis");
  if (v == Value::NotImplemented()) return Append("NotImplemented");
  return Append("None");
}

// "[Errno 2] No such file or directory: 'name'"
OpResult OsErrorText(Context& context, Instance* exception, Value* out) {
  Printer printer(context);
  OpResult result = OpResult::kDone;
  for (const OsErrorSlot slot : {kOsErrorNumber, kOsErrorText}) {
    Value text;
    result = ToStr(context, FieldOf(exception, slot), &text);
    if (result != OpResult::kDone) return result;
    printer.Append(slot == kOsErrorNumber ? "[Errno " : "] ");
    printer.Append(ToUtf8(static_cast<Str*>(text.as_object())));
  }
  for (const OsErrorSlot slot : {kOsErrorFile, kOsErrorOtherFile}) {
    if (exception->slots()[slot].is_unbound()) break;
    printer.Append(slot == kOsErrorFile ? ": " : " -> ");
    result = printer.Print(exception->slots()[slot]);
    if (result != OpResult::kDone) break;
  }
  return printer.Finish(result, out);
}

// Whether str() of an OSError has that form; else it is that of its arguments.
bool HasPlace(Instance* os_error) {
  const Value* slots = os_error->slots();
  return !slots[kOsErrorFile].is_unbound() ||
         (!slots[kOsErrorNumber].is_unbound() &&
          !slots[kOsErrorText].is_unbound());
}

// str() of a SyntaxError is its message and "(f.py, line 3)".
OpResult SyntaxErrorText(Context& context, Instance* exception, Value* out) {
  const Value file = FieldOf(exception, kSyntaxFile);
  const Value line = FieldOf(exception, kSyntaxLine);
  const Value message = FieldOf(exception, kSyntaxMessage);
  const OpResult result = ToStr(context, message, out);
  if (result != OpResult::kDone) return result;
  const bool has_file = IsKind(file, Kind::kStr);
  if (!has_file && !line.is_int()) return OpResult::kDone;
  std::string place;
  if (has_file) {
    place = ToUtf8(static_cast<Str*>(file.as_object()));
    place.erase(0, place.rfind('/') + 1);
  }
  if (line.is_int()) {
    absl::StrAppend(&place, has_file ? ", " : "", "line ", line.as_int());
  }
  *out = Value::Of(
      NewStr(context, absl::StrCat(ToUtf8(static_cast<Str*>(out->as_object())),
                                   " (", place, ")")));
  return OpResult::kDone;
}

bool HasUnicodeFields(Context& context, Value v) {
  return IsInstance(context, v, core().UnicodeDecodeError) ||
         IsInstance(context, v, core().UnicodeEncodeError) ||
         IsInstance(context, v, core().UnicodeTranslateError);
}

// str() of an exception: its argument, or its arguments.
OpResult ExceptionText(Context& context, Value v, Value* out) {
  Instance* exception = context.Resolve(static_cast<Instance*>(v.as_object()));
  Tuple* args = context.Resolve(
      static_cast<Tuple*>(exception->slots()[kExceptionArgs].as_object()));
  if (IsInstance(context, v, core().SyntaxError)) {
    return SyntaxErrorText(context, exception, out);
  }
  if (IsInstance(context, v, core().OSError) && HasPlace(exception)) {
    return OsErrorText(context, exception, out);
  }
  if (IsInstance(context, v, core().ImportError) &&
      IsKind(exception->slots()[kImportMessage], Kind::kStr)) {
    *out = exception->slots()[kImportMessage];
    return OpResult::kDone;
  }
  if (HasUnicodeFields(context, v)) {
    std::string text;
    if (UnicodeErrorText(context, exception, &text)) {
      *out = Value::Of(NewStr(context, text));
      return OpResult::kDone;
    }
  }
  if (args->length == 0) {
    *out = Value::Of(core().empty_str);
    return OpResult::kDone;
  }
  if (args->length > 1) return Repr(context, Value::Of(args), out);
  if (IsInstance(context, v, core().KeyError)) {
    return Repr(context, (*args)[0], out);
  }
  return ToStr(context, (*args)[0], out);
}

}  // namespace

text::TextView TextOf(const Str* str) {
  return {str->chars1(), str->length, str->width()};
}

int64_t IdOf(Context& context, Value v) {
  if (!v.is_object()) {
    return static_cast<int64_t>(v.bits() * 0x9E3779B97F4A7C15 >> 16);
  }
  Object* object = context.Resolve(v.as_object());
  const uint64_t serial =
      object->shared() ? object->serial() : context.heap().SerialOf(object);
  // Spaced like addresses, and apart from what immediates get.
  return static_cast<int64_t>(serial << 4);
}

int64_t IdentityHash(Context& context, Value v) {
  return IdOf(context, v) >> 4;
}

OpResult Repr(Context& context, Value a, Value* out) {
  Printer printer(context);
  return printer.Finish(printer.Print(a), out);
}

namespace {

// Whether a native method is one that object has.
bool IsOfObject(Value method) {
  return static_cast<Native*>(method.as_object())->data->owner == core().object;
}

}  // namespace

std::string ReprOfClass(Context& context, Class* cls) {
  const auto text = [&](Value v) {
    return ToUtf8(context.Resolve(static_cast<Str*>(v.as_object())));
  };
  const std::string module =
      IsKind(cls->module, Kind::kStr) ? text(cls->module) : "builtins";
  if (module == "builtins") {
    return absl::StrCat("<class '", ToUtf8(cls->name), "'>");
  }
  return absl::StrCat("<class '", module, ".", text(cls->qualified_name), "'>");
}

OpResult ReprOfSet(Context& context, Set* set, Str* name, Value* out) {
  Printer printer(context);
  return printer.Finish(printer.PrintSetOf(set, ToUtf8(name)), out);
}

OpResult ToStr(Context& context, Value a, Value* out) {
  if (IsKind(a, Kind::kStr)) {
    *out = a;
    return OpResult::kDone;
  }
  if (IsKind(a, Kind::kInstance)) {
    Class* cls = context.Resolve(ClassOf(context, a));
    const Value str = FindInClass(context, cls, core().n_str);
    if (!IsKind(str, Kind::kNative)) return OpResult::kPython;
    if (cls->flags & kClassException) return ExceptionText(context, a, out);
    const Value payload = Payload(context, a);
    // One that has object.__str__ again shows as its repr().
    if (IsKind(payload, Kind::kStr) && !IsOfObject(str)) {
      *out = payload;
      return OpResult::kDone;
    }
    if (IsKind(payload, Kind::kBytes) && !IsOfObject(str)) {
      return Repr(context, payload, out);
    }
  }
  // A metaclass may have a __str__.
  if (IsKind(a, Kind::kClass) &&
      IsKind(FindSpecial(context, a, core().n_str), Kind::kFunction)) {
    return OpResult::kPython;
  }
  return Repr(context, a, out);
}

}  // namespace midge::vm
