// tree_text(): what the prelude makes syntax trees of.
#include <string>

#include "vm/compiler/tree_text.h"
#include "vm/interp/intrinsics.h"
#include "vm/lib/modules.h"
#include "vm/lib/start_up.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/text_value.h"
#include "vm/text/codec.h"

namespace midge::vm {
namespace {

syntax::ParseMode ModeOf(std::string_view name) {
  if (name == "eval") return syntax::ParseMode::kExpression;
  return name == "single" ? syntax::ParseMode::kSingle
                          : syntax::ParseMode::kModule;
}

// tree_text(source, file_name, mode); the source is a str or bytes.
NativeResult TreeTextFunction(NativeCall& call) {
  Context& context = call.context;
  Text source, file_name, mode;
  if (!GetText(context, call.args[0], &source)) {
    return RaiseTypeError(
        context, "compile() arg 1 must be a string, bytes or AST object");
  }
  if (!GetText(context, call.args[1], &file_name) ||
      !GetStr(context, call.args[2], &mode)) {
    return RaiseTypeError(context, "tree_text() takes texts");
  }
  const auto utf8 = [](const Text& text) {
    return text.is_str() ? text::ToUtf8(text.view)
                         : std::string(text.view.bytes());
  };
  const std::string bytes = utf8(source);
  if (bytes.find('\0') != std::string::npos) {
    return RaiseValueError(context,
                           "source code string cannot contain null "
                           "bytes");
  }
  context.Charge(bytes.size());
  const TreeText tree = TreeTextOf(bytes, utf8(file_name), ModeOf(utf8(mode)),
                                   source.is_str(), context.int_digits_max);
  if (!tree.ok) {
    RaiseSyntaxError(context, SourceError(tree.error));
    return NativeResult::kRaise;
  }
  return call.Return(Value::Of(NewStr(context, tree.text)));
}

constexpr NativeSpec kFunctions[] = {
    {"tree_text", "source, file_name, mode, /", &TreeTextFunction},
};

}  // namespace

void RegisterSyntaxTrees() { AddFunctions("_prelude", kFunctions); }

}  // namespace midge::vm
