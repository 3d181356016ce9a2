// The parameters of a function or a lambda. `end` is the token that closes
// the list: ')' for a def, whose parameters may be annotated, or ':'.
#include "vm/syntax/parser.h"

namespace midge::vm::syntax {
namespace {

constexpr TokenKind kDefEnd = TokenKind::kRightParen;

Seq<Arg*> ArgsOf(Arena* arena, const std::vector<Param>& params) {
  std::vector<Arg*> args;
  for (const Param& param : params) args.push_back(param.arg);
  return arena->Copy(args);
}

}  // namespace

// [params]: null when there is none.
Arguments* Parser::Params(TokenKind end) {
  size_t start = mark_;
  if (diagnose_) RefuseParams(end);
  mark_ = start;
  return ParamList(end);
}

// param_name [',' | &end]
bool Parser::EndParam(TokenKind end) {
  return Accept(TokenKind::kComma) || At(end);
}

Arg* Parser::ParamName(TokenKind end, bool star) {
  size_t start = mark_;
  const Token* name = Accept(TokenKind::kName);
  if (name == nullptr) return nullptr;
  Identifier id = NameOf(*name);
  Expr* annotation = nullptr;
  size_t after = mark_;
  if (end == kDefEnd && Accept(TokenKind::kColon)) {
    annotation = star ? StarExpression() : OneExpression();
    if (annotation == nullptr) mark_ = after;
  }
  return Make<Arg>(SpanFrom(start), id, annotation);
}

// '=' expression
bool Parser::DefaultValue(Expr** value) {
  size_t start = mark_;
  if (!Accept(TokenKind::kEqual)) return false;
  *value = OneExpression();
  if (*value != nullptr) return true;
  mark_ = start + 1;
  if (diagnose_ && (At(TokenKind::kRightParen) || At(TokenKind::kComma))) {
    RaiseAt(tokens_[start].span, "expected default value expression");
  }
  return Undo(start);
}

bool Parser::OneParam(TokenKind end, DefaultRule rule, Param* out) {
  size_t start = mark_;
  *out = {};
  out->arg = ParamName(end, /*star=*/false);
  if (out->arg == nullptr) return Undo(start);
  bool has_default = rule != DefaultRule::kNone && DefaultValue(&out->value);
  if (rule == DefaultRule::kRequired && !has_default) return Undo(start);
  return EndParam(end) || Undo(start);
}

// As many parameters as there are; how many.
int Parser::ParamRun(TokenKind end, DefaultRule rule, std::vector<Param>* out) {
  int count = 0;
  Param param;
  while (OneParam(end, rule, &param)) {
    out->push_back(param);
    ++count;
  }
  return count;
}

// '/' (',' | &end)
bool Parser::SlashEnd(TokenKind end) {
  return Accept(TokenKind::kSlash) && EndParam(end);
}

bool Parser::SlashNoDefault(TokenKind end, std::vector<Param>* out) {
  size_t start = mark_;
  if (ParamRun(end, DefaultRule::kNone, out) > 0 && SlashEnd(end)) return true;
  out->clear();
  return Undo(start);
}

bool Parser::SlashWithDefault(TokenKind end, std::vector<Param>* out) {
  size_t start = mark_;
  ParamRun(end, DefaultRule::kNone, out);
  if (ParamRun(end, DefaultRule::kRequired, out) > 0 && SlashEnd(end)) {
    return true;
  }
  out->clear();
  return Undo(start);
}

Arguments* Parser::ParamList(TokenKind end) {
  size_t start = mark_;
  std::vector<Param> positional_only;
  std::vector<Param> positional;
  bool slash = SlashNoDefault(end, &positional_only);
  if (slash) {
    ParamRun(end, DefaultRule::kNone, &positional);
  } else if (!SlashWithDefault(end, &positional_only)) {
    ParamRun(end, DefaultRule::kNone, &positional);
  }
  ParamRun(end, DefaultRule::kRequired, &positional);
  std::vector<Expr*> defaults;
  for (const auto* params : {&positional_only, &positional}) {
    for (const Param& param : *params) {
      if (param.value != nullptr) defaults.push_back(param.value);
    }
  }
  StarParams star;
  bool has_star = StarEtc(end, &star);
  if (positional_only.empty() && positional.empty() && !has_star) {
    return BackTo(start);
  }
  std::vector<Expr*> keyword_defaults;
  for (const Param& param : star.keyword) {
    keyword_defaults.push_back(param.value);
  }
  return Make<Arguments>(
      SpanFrom(start), ArgsOf(arena_, positional_only),
      ArgsOf(arena_, positional), star.vararg, ArgsOf(arena_, star.keyword),
      arena_->Copy(keyword_defaults), star.kwarg, arena_->Copy(defaults));
}

// '*' param_no_default param_maybe_default* [kwds]
// | '*' ',' param_maybe_default+ [kwds] | kwds
bool Parser::StarEtc(TokenKind end, StarParams* out) {
  size_t start = mark_;
  if (diagnose_) RefuseStarEtc(end);
  mark_ = start;
  if (!Accept(TokenKind::kStar)) return Kwds(end, out);
  if (Accept(TokenKind::kComma)) {
    if (ParamRun(end, DefaultRule::kMaybe, &out->keyword) == 0) {
      return Undo(start);
    }
  } else {
    Param param;
    size_t name = mark_;
    if (!OneParam(end, DefaultRule::kNone, &param)) {
      mark_ = name;
      param.arg = ParamName(end, /*star=*/true);
      if (param.arg == nullptr || !EndParam(end)) return Undo(start);
    }
    out->vararg = param.arg;
    ParamRun(end, DefaultRule::kMaybe, &out->keyword);
  }
  Kwds(end, out);
  return true;
}

// '**' param_no_default
bool Parser::Kwds(TokenKind end, StarParams* out) {
  size_t start = mark_;
  if (diagnose_) RefuseKwds(end);
  mark_ = start;
  Param param;
  if (!Accept(TokenKind::kStarStar) ||
      !OneParam(end, DefaultRule::kNone, &param)) {
    return Undo(start);
  }
  out->kwarg = param.arg;
  return true;
}

void Parser::RefuseParams(TokenKind end) {
  size_t start = mark_;
  std::vector<Param> params;
  Param param;
  ParamRun(end, DefaultRule::kNone, &params);
  size_t after_plain = mark_;
  params.clear();
  if (SlashWithDefault(end, &params) ||
      ParamRun(end, DefaultRule::kRequired, &params) > 0) {
    if (OneParam(end, DefaultRule::kNone, &param)) {
      return RaiseAt(param.arg->span,
                     "non-default argument follows default argument");
    }
  }
  mark_ = after_plain;
  if (Accept(TokenKind::kLeftParen)) {
    bool some = end == kDefEnd ? ParamRun(end, DefaultRule::kNone, &params) > 0
                               : RefusedLambdaNames();
    Accept(TokenKind::kComma);
    if (some && Accept(TokenKind::kRightParen)) {
      return RaiseBetween(tokens_[after_plain].span, Last().span,
                          end == kDefEnd
                              ? "Function parameters cannot be parenthesized"
                              : "Lambda expression parameters cannot be "
                                "parenthesized");
    }
  }
  mark_ = start;
  RefuseSlashes(end);
}

// ','.NAME+
bool Parser::RefusedLambdaNames() {
  for (bool first = true;; first = false) {
    if (!Accept(TokenKind::kName)) {
      if (first) return false;
      --mark_;
      return true;
    }
    if (!Accept(TokenKind::kComma)) return true;
  }
}

void Parser::RefuseSlashes(TokenKind end) {
  size_t start = mark_;
  std::vector<Param> params;
  if (Accept(TokenKind::kSlash) && Accept(TokenKind::kComma)) {
    return RaiseAt(tokens_[start].span, "at least one argument must precede /");
  }
  mark_ = start;
  bool slash = SlashNoDefault(end, &params) || SlashWithDefault(end, &params);
  size_t after_slash = mark_;
  if (slash) {
    ParamRun(end, DefaultRule::kMaybe, &params);
    if (Accept(TokenKind::kSlash)) {
      return RaiseAt(Last().span, "/ may appear only once");
    }
  }
  mark_ = after_slash;
  ParamRun(end, DefaultRule::kMaybe, &params);
  Param param;
  if (Accept(TokenKind::kStar) && (Accept(TokenKind::kComma) ||
                                   OneParam(end, DefaultRule::kNone, &param))) {
    ParamRun(end, DefaultRule::kMaybe, &params);
    if (Accept(TokenKind::kSlash)) {
      return RaiseAt(Last().span, "/ must be ahead of *");
    }
  }
  mark_ = start;
  if (ParamRun(end, DefaultRule::kMaybe, &params) > 0 &&
      Accept(TokenKind::kSlash) && Accept(TokenKind::kStar)) {
    RaiseAt(Last().span, "expected comma between / and *");
  }
}

void Parser::RefuseStarEtc(TokenKind end) {
  size_t start = mark_;
  if (!Accept(TokenKind::kStar)) return;
  bool bare = Accept(end);
  if (!bare && Accept(TokenKind::kComma)) {
    bare = Accept(end) || Accept(TokenKind::kStarStar);
  }
  if (bare) {
    const char* message = "named arguments must follow bare *";
    if (end == kDefEnd) return RaiseAt(tokens_[start].span, message);
    return RaiseHere(message);
  }
  mark_ = start + 1;
  if (ParamName(end, /*star=*/false) && Accept(TokenKind::kEqual)) {
    return RaiseAt(Last().span,
                   "var-positional argument cannot have default value");
  }
  mark_ = start + 1;
  Param param;
  std::vector<Param> params;
  auto star_item = [&] {
    return OneParam(end, DefaultRule::kNone, &param) ||
           Accept(TokenKind::kComma) != nullptr;
  };
  if (!star_item()) return;
  ParamRun(end, DefaultRule::kMaybe, &params);
  size_t second = mark_;
  if (Accept(TokenKind::kStar) && star_item()) {
    RaiseAt(tokens_[second].span, "* argument may appear only once");
  }
}

void Parser::RefuseKwds(TokenKind end) {
  if (!Accept(TokenKind::kStarStar)) return;
  if (!ParamName(end, /*star=*/false)) return;
  if (Accept(TokenKind::kEqual)) {
    return RaiseAt(Last().span,
                   "var-keyword argument cannot have default value");
  }
  if (!Accept(TokenKind::kComma)) return;
  const char* message = "arguments cannot follow var-keyword argument";
  if (Arg* arg = ParamName(end, /*star=*/false)) {
    return RaiseAt(arg->span, message);
  }
  if (Accept(TokenKind::kStar) || Accept(TokenKind::kStarStar) ||
      Accept(TokenKind::kSlash)) {
    RaiseAt(Last().span, message);
  }
}

}  // namespace midge::vm::syntax
