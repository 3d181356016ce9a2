#include "vm/compiler/future.h"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>

#include "absl/strings/str_cat.h"

namespace midge::vm {

using namespace syntax;  // NOLINT: the tree's nodes are this file's subject.

namespace {

constexpr std::string_view kFeatures[] = {
    "nested_scopes",    "generators",     "division",
    "absolute_import",  "with_statement", "print_function",
    "unicode_literals", "generator_stop", "annotations",
};

// What is wrong with one name of an import, or "".
std::string CheckFeature(std::string_view name) {
  if (name == "braces") return "not a chance";
  if (name == "barry_as_FLUFL") {
    return "'from __future__ import barry_as_FLUFL' is not supported yet";
  }
  if (std::find(std::begin(kFeatures), std::end(kFeatures), name) !=
      std::end(kFeatures)) {
    return "";
  }
  return absl::StrCat("future feature ", std::string(name), " is not defined");
}

bool IsText(const Stmt* s) {
  if (!Is<ExprStmt>(s)) return false;
  const Expr* value = As<ExprStmt>(s)->value;
  return Is<syntax::Constant>(value) &&
         As<syntax::Constant>(value)->value.kind == LiteralKind::kStr;
}

}  // namespace

bool IsFutureImport(const Stmt* s) {
  return Is<ImportFrom>(s) && As<ImportFrom>(s)->module == "__future__" &&
         As<ImportFrom>(s)->level == 0;
}

FutureImports FindFutureImports(const syntax::Module& module) {
  FutureImports found;
  bool is_late = false;
  bool has_doc = false;
  int line = 0;
  const auto fail = [&](const Stmt* s, std::string message) {
    // CPython tells where they begin, and counts the late ones' columns from 0.
    const int col = s->span.col - (is_late ? 1 : 0);
    const Span start{s->span.line, col, s->span.line, -1};
    found.error = {std::move(message), start, true};
    return found;
  };
  for (const Stmt* s : module.body) {
    if (is_late && s->span.line > line) break;
    line = s->span.line;
    if (!IsFutureImport(s)) {
      is_late = is_late || has_doc || !IsText(s);
      has_doc = true;
      continue;
    }
    if (is_late) return fail(s, kLateFutureImport);
    for (const Alias* alias : As<ImportFrom>(s)->names) {
      std::string fault = CheckFeature(alias->name);
      if (!fault.empty()) return fail(s, std::move(fault));
      found.annotations = found.annotations || alias->name == "annotations";
    }
    found.last_line = line;
  }
  return found;
}

}  // namespace midge::vm
