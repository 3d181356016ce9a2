// tree_steps(): what the prelude makes syntax trees of, which
// vm/prelude/library/_ast_reader.py puts together.
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "vm/compiler/trees.h"
#include "vm/interp/code_store.h"
#include "vm/interp/intrinsics.h"
#include "vm/lib/modules.h"
#include "vm/lib/start_up.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/names.h"
#include "vm/objects/numbers.h"
#include "vm/objects/text_value.h"
#include "vm/text/codec.h"
#include "vm/text/int_text.h"

namespace midge::vm {
namespace {

// About what a tree takes for each byte of its source.
constexpr size_t kTreeBytesPerByte = 64;

syntax::ParseMode ModeOf(std::string_view name) {
  if (name == "eval") return syntax::ParseMode::kExpression;
  return name == "single" ? syntax::ParseMode::kSingle
                          : syntax::ParseMode::kModule;
}

// A list of values; of tuples of a node's name, and its place if it has one;
// and of tuples of a list's length.
class Steps : public syntax::TreeSink {
 public:
  explicit Steps(Context& context) : context_(context) {}

  List* Take() { return NewList(context_, steps_); }

  void TakeNode(const char* name, const syntax::Span* place) override {
    Value step[] = {Value::Of(Names::Intern(name)), Value(), Value(), Value(),
                    Value()};
    if (place == nullptr) return Add({step, 1});
    step[1] = Value::Int(place->line);
    step[2] = Value::Int(place->col);
    step[3] = Value::Int(place->end_line);
    step[4] = Value::Int(place->end_col);
    Add(step);
  }
  void TakeList(size_t count) override {
    const Value step = Value::Int(static_cast<int64_t>(count));
    Add({&step, 1});
  }
  void TakeNone() override { steps_.push_back(Value::None()); }
  void TakeText(std::string_view text) override {
    steps_.push_back(Value::Of(NewStr(context_, text)));
  }
  void TakeNumber(int number) override { steps_.push_back(Value::Int(number)); }
  void TakeLiteral(const syntax::Literal& literal) override {
    steps_.push_back(ValueOf(literal));
  }

 private:
  void Add(std::span<const Value> step) {
    steps_.push_back(Value::Of(NewTuple(context_, step)));
  }
  Value ValueOf(const syntax::Literal& literal);

  Context& context_;
  std::vector<Value> steps_;
};

Value Steps::ValueOf(const syntax::Literal& literal) {
  using Kind = syntax::LiteralKind;
  switch (literal.kind) {
    case Kind::kTrue:
      return Value::True();
    case Kind::kFalse:
      return Value::False();
    case Kind::kEllipsis:
      return Value::Ellipsis();
    case Kind::kInt: {
      if (literal.is_small) return NewInt(context_, literal.integer);
      text::BigInt big;
      if (text::TextToInt(literal.text, 0, &big, 0) != text::BigStatus::kOk)
        break;
      return MakeInt(context_, big);
    }
    case Kind::kFloat:
      return Value::Float(literal.number);
    case Kind::kImaginary: {
      Complex* complex = context_.heap().New<Complex>();
      complex->real = 0;
      complex->imaginary = literal.number;
      return Value::Of(complex);
    }
    case Kind::kStr:
      return Value::Of(NewStr(context_, literal.text));
    case Kind::kBytes:
      return Value::Of(NewBytes(context_, literal.text));
    case Kind::kNone:
      break;
  }
  return Value::None();
}

bool CheckSize(Context& context, const std::string& source) {
  if (source.find('\0') != std::string::npos) {
    RaiseValueError(context, "source code string cannot contain null bytes");
    return false;
  }
  if (source.size() > kRunTimeSourceBytesMax) {
    Raise(context, core().MemoryError,
          absl::StrCat("source parsed at run time may have ",
                       kRunTimeSourceBytesMax, " bytes, this has ",
                       source.size()));
    return false;
  }
  if (!context.heap().HasRoomFor(source.size() * kTreeBytesPerByte)) {
    RaiseMemoryError(context);
    return false;
  }
  return true;
}

// tree_steps(source, file_name, mode): the steps, and what there is to warn of;
// the source is a str or bytes.
NativeResult TreeSteps(NativeCall& call) {
  Context& context = call.context;
  Text source, file_name, mode;
  if (!GetText(context, call.args[0], &source)) {
    return RaiseTypeError(
        context, "compile() arg 1 must be a string, bytes or AST object");
  }
  if (!GetText(context, call.args[1], &file_name) ||
      !GetStr(context, call.args[2], &mode)) {
    return RaiseTypeError(context, "tree_steps() takes texts");
  }
  const auto utf8 = [](const Text& text) {
    return text.is_str() ? text::ToUtf8(text.view)
                         : std::string(text.view.bytes());
  };
  const std::string bytes = utf8(source);
  if (!CheckSize(context, bytes)) return NativeResult::kRaise;
  context.Charge(bytes.size() * kCompileChargePerByte);
  Steps steps(context);
  syntax::SyntaxDiagnostic error;
  std::vector<syntax::SourceWarning> warned;
  if (!ParseTree(bytes, utf8(file_name), ModeOf(utf8(mode)), source.is_str(),
                 context.int_digits_max, &steps, &error, &warned)) {
    RaiseSyntaxError(context, SourceError(error));
    return NativeResult::kRaise;
  }
  const Value warnings = WarningTuple(context, SourceWarnings(warned));
  const Value answer[] = {
      Value::Of(steps.Take()),
      warnings.is_unbound() ? Value::Of(core().empty_tuple) : warnings};
  return call.Return(Value::Of(NewTuple(context, answer)));
}

// type_comments(source): (line, column, open brackets, text) of each; the
// source is one that tree_steps() has accepted.
NativeResult TypeCommentsOf(NativeCall& call) {
  Context& context = call.context;
  Text source;
  if (!GetText(context, call.args[0], &source)) {
    return RaiseTypeError(context, "type_comments() takes a text");
  }
  const std::string bytes = source.is_str() ? text::ToUtf8(source.view)
                                            : std::string(source.view.bytes());
  context.Charge(bytes.size());
  List* found = NewList(context);
  for (const TypeCommentText& comment : TypeComments(bytes, source.is_str())) {
    const Value parts[] = {Value::Int(comment.line), Value::Int(comment.col),
                           Value::Int(comment.depth),
                           Value::Of(NewStr(context, comment.text))};
    ListPush(context, found, Value::Of(NewTuple(context, parts)));
  }
  return call.Return(Value::Of(found));
}

constexpr NativeSpec kFunctions[] = {
    {"type_comments", "source, /", &TypeCommentsOf},
    {"tree_steps", "source, file_name, mode, /", &TreeSteps},
};

}  // namespace

void RegisterSyntaxTrees() { AddFunctions("_prelude", kFunctions); }

}  // namespace midge::vm
