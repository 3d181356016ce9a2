// str.format() and format_map().
//
// Fields that name an argument and hold a builtin value are formatted here.
// Where an attribute, an index or a user's __format__ comes in, the prelude
// formats the whole template, with its pieces from template_pieces().
#include "absl/strings/str_cat.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/formatting.h"
#include "vm/objects/str_methods.h"
#include "vm/text/codec.h"
#include "vm/text/replacement_field.h"

namespace midge::vm {
namespace {

constexpr int kMaxNesting = 2;

// Formats one template; recursion is one deep, for fields in specifications.
class Template {
 public:
  Template(Context& context, Tuple* args, Dict* named)
      : context_(context), args_(args), named_(named) {}

  OpResult Render(text::TextView view, int depth, TextBuilder* out);

 private:
  enum Numbering { kUnknown, kAutomatic, kManual };

  OpResult Error(std::string_view message) {
    RaiseValueError(context_, message);
    return OpResult::kRaise;
  }
  OpResult Lookup(text::TextView name, Value* value);
  OpResult Positional(int64_t index, bool automatic, Value* value);
  OpResult Field(const text::TemplatePiece& piece, int depth, TextBuilder* out);

  Context& context_;
  Tuple* args_;  // null for format_map()
  Dict* named_;
  Numbering numbering_ = kUnknown;
  int64_t next_ = 0;
};

OpResult Template::Positional(int64_t index, bool automatic, Value* value) {
  const Numbering wanted = automatic ? kAutomatic : kManual;
  if (numbering_ == kUnknown) numbering_ = wanted;
  if (numbering_ != wanted) {
    return Error(automatic ? "cannot switch from manual field specification "
                             "to automatic field numbering"
                           : "cannot switch from automatic field numbering to "
                             "manual field specification");
  }
  if (args_ == nullptr) {
    return Error("Format string contains positional fields");
  }
  if (automatic) index = next_++;
  if (index >= args_->length) {
    RaiseIndexError(context_,
                    absl::StrCat("Replacement index ", index,
                                 " out of range for positional args tuple"));
    return OpResult::kRaise;
  }
  *value = (*args_)[static_cast<uint32_t>(index)];
  return OpResult::kDone;
}

OpResult Template::Lookup(text::TextView name, Value* value) {
  const text::FieldName field(name);
  if (field.error() != nullptr) return Error(field.error());
  // What has steps is Python's; but first the argument must be there.
  const OpResult found =
      field.has_steps() ? OpResult::kPython : OpResult::kDone;
  const bool automatic = field.first().size() == 0;
  if (automatic || field.first_index() >= 0) {
    const OpResult result = Positional(field.first_index(), automatic, value);
    return result == OpResult::kDone ? found : result;
  }
  Str* key = NewStrOf(context_, field.first());
  *value = DictGet(named_, key);
  if (!value->is_unbound()) return found;
  RaiseKeyError(context_, Value::Of(key));
  return OpResult::kRaise;
}

OpResult Template::Field(const text::TemplatePiece& piece, int depth,
                         TextBuilder* out) {
  Value value;
  OpResult result = Lookup(piece.name, &value);
  if (result != OpResult::kDone) return result;
  if (piece.conversion != 0) {
    const uint32_t c = piece.conversion;
    if (c != 's' && c != 'r' && c != 'a') {
      return Error(absl::StrCat("Unknown conversion specifier ",
                                text::ToUtf8(text::TextView(&c, 1, 4))));
    }
    result = ConvertValue(context_, c, value, &value);
    if (result != OpResult::kDone) return result;
  }
  Value spec = Value::Of(NewStrOf(context_, piece.spec));
  if (piece.spec_has_fields) {
    TextBuilder builder(context_);
    result = Render(piece.spec, depth + 1, &builder);
    if (result == OpResult::kDone) result = builder.Finish(&spec);
    if (result != OpResult::kDone) return result;
  }
  Value formatted;
  result =
      Format(context_, value, static_cast<Str*>(spec.as_object()), &formatted);
  if (result != OpResult::kDone) return result;
  out->Append(TextOf(static_cast<Str*>(formatted.as_object())));
  return OpResult::kDone;
}

OpResult Template::Render(text::TextView view, int depth, TextBuilder* out) {
  if (depth >= kMaxNesting) return Error("Max string recursion exceeded");
  text::TemplateReader reader(view);
  text::TemplatePiece piece;
  while (reader.Next(&piece)) {
    out->Append(piece.literal);
    if (!piece.has_field) continue;
    const OpResult result = Field(piece, depth, out);
    if (result != OpResult::kDone) return result;
  }
  return reader.error() == nullptr ? OpResult::kDone : Error(reader.error());
}

Value StrValue(Context& context, text::TextView view) {
  return Value::Of(NewStrOf(context, view));
}

// What comes before a mistake is used before that is told: it is the last of
// the items, as text.
void PushError(Context& context, List* items, const char* error) {
  if (error == nullptr) return;
  ListPush(context, items, Value::Of(NewStr(context, error)));
}

// field_steps(name): [first, (is_attribute, name or index), …].
NativeResult FieldSteps(NativeCall& call) {
  Context& context = call.context;
  Text name;
  if (!GetStr(context, call.args[0], &name)) {
    return RaiseTypeError(context, "field_steps() takes a str");
  }
  text::FieldName field(name.view);
  List* steps = NewList(context);
  ListPush(context, steps,
           field.first_index() >= 0 ? NewInt(context, field.first_index())
                                    : StrValue(context, field.first()));
  text::FieldName::Step step;
  while (field.Next(&step)) {
    const bool number = !step.attribute && step.index >= 0;
    const Value items[] = {
        Value::Bool(step.attribute),
        number ? NewInt(context, step.index) : StrValue(context, step.name)};
    ListPush(context, steps, Value::Of(NewTuple(context, items)));
  }
  PushError(context, steps, field.error());
  return call.Return(Value::Of(steps));
}

// template_pieces(template): (literal, name or None, spec, conversion or None).
NativeResult TemplatePieces(NativeCall& call) {
  Context& context = call.context;
  Text format;
  if (!GetStr(context, call.args[0], &format)) {
    return RaiseTypeError(context, "template_pieces() takes a str");
  }
  text::TemplateReader reader(format.view);
  text::TemplatePiece piece;
  List* pieces = NewList(context);
  while (reader.Next(&piece)) {
    const Value items[] = {
        StrValue(context, piece.literal),
        piece.has_field ? StrValue(context, piece.name) : Value::None(),
        StrValue(context, piece.spec),
        piece.conversion ? Value::Of(CharStr(context, piece.conversion))
                         : Value::None()};
    ListPush(context, pieces, Value::Of(NewTuple(context, items)));
  }
  PushError(context, pieces, reader.error());
  return call.Return(Value::Of(pieces));
}

NativeResult RenderOr(NativeCall& call, const Text& self, Tuple* args,
                      Dict* named, Value args_value, Value named_value) {
  TextBuilder builder(call.context);
  const OpResult result =
      Template(call.context, args, named).Render(self.view, 0, &builder);
  if (result == OpResult::kDone) return ReturnBuilt(call, &builder);
  if (result == OpResult::kRaise) return NativeResult::kRaise;
  return call.Prelude("str_format", {self.value, args_value, named_value});
}

}  // namespace

NativeResult StrFormat(NativeCall& call, const Text& self) {
  return RenderOr(call, self, static_cast<Tuple*>(call.args[1].as_object()),
                  static_cast<Dict*>(call.args[2].as_object()), call.args[1],
                  call.args[2]);
}

NativeResult StrFormatMap(NativeCall& call, const Text& self) {
  const Value mapping = call.args[1];
  if (!IsKind(mapping, Kind::kDict)) {
    return call.Prelude("str_format", {self.value, Value::None(), mapping});
  }
  return RenderOr(call, self, nullptr,
                  call.context.Resolve(static_cast<Dict*>(mapping.as_object())),
                  Value::None(), mapping);
}

void RegisterTemplates() {
  constexpr NativeSpec kFunctions[] = {
      {"template_pieces", "template, /", &TemplatePieces},
      {"field_steps", "name, /", &FieldSteps},
  };
  AddFunctions("_prelude", kFunctions);
  AddFunctions("_template", kFunctions);  // for the library's _string.py
  RegisterPercent();
}

}  // namespace midge::vm
