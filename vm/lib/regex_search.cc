// Searching in slices: a native does some steps and, if they do not suffice,
// leaves the search in a scanner and has Python (vm/prelude/regex.py) call
// again.
#include <algorithm>
#include <cstring>

#include "absl/strings/str_cat.h"
#include "vm/lib/regex.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/private_copy.h"
#include "vm/regex/limits.h"

namespace midge::vm {
namespace {

using regex::Outcome;

// Steps of one native's turn; each is charged as an opcode.
constexpr int64_t kStepsAtOnce = 10000;

Value SelfOfKind(NativeCall& call, Kind kind, const char* name) {
  if (IsKind(call.args[0], kind)) return call.args[0];
  RaiseTypeError(
      call.context,
      absl::StrCat("descriptor requires a '", name, "' object but received a '",
                   TypeName(call.context, call.args[0]), "'"));
  return Value();
}

}  // namespace

regex::Pattern PatternOf(const RegexPattern* pattern) {
  const Bytes* code = pattern->code;
  return {{reinterpret_cast<const uint32_t*>(code->data()), code->length / 4},
          pattern->group_count()};
}

RegexPattern* SelfPattern(NativeCall& call) {
  const Value self = SelfOfKind(call, Kind::kRegexPattern, "re.Pattern");
  if (self.is_unbound()) return nullptr;
  return static_cast<RegexPattern*>(self.as_object());
}

RegexMatch* SelfMatch(NativeCall& call) {
  const Value self = SelfOfKind(call, Kind::kRegexMatch, "re.Match");
  if (self.is_unbound()) return nullptr;
  return static_cast<RegexMatch*>(self.as_object());
}

RegexScanner* SelfScanner(NativeCall& call) {
  const Value self = SelfOfKind(call, Kind::kRegexScanner, "_sre.SRE_Scanner");
  if (self.is_unbound()) return nullptr;
  return Writable(call.context, static_cast<RegexScanner*>(self.as_object()));
}

bool SubjectOf(Context& context, const RegexPattern* pattern, Value string,
               Text* out) {
  if (!GetTextOrBuffer(context, string, out)) {
    RaiseTypeError(context,
                   absl::StrCat("expected string or bytes-like object, got '",
                                TypeName(context, string), "'"));
    return false;
  }
  const bool any = pattern->source.is_none();
  const bool is_str = IsKind(Payload(context, pattern->source), Kind::kStr);
  if (!any && is_str != out->is_str()) {
    RaiseTypeError(context,
                   is_str ? "cannot use a string pattern on a bytes-like object"
                          : "cannot use a bytes pattern on a string-like "
                            "object");
    return false;
  }
  // What may change, or is a part of something, is searched as it is now.
  if (out->kind == Kind::kByteArray ||
      (!out->is_str() && !IsKind(Payload(context, string), Kind::kBytes))) {
    if (!context.heap().HasRoomFor(out->view.bytes().size())) {
      RaiseMemoryError(context);
      return false;
    }
    Bytes* bytes = NewBytes(context, out->view.bytes());
    *out = {ViewOf(bytes), Value::Of(bytes), Kind::kBytes};
  }
  return true;
}

// --- RegexSearch -------------------------------------------------------------

RegexSearch::RegexSearch(Context& context, const RegexPattern* pattern,
                         text::TextView text)
    : context_(context),
      pattern_(PatternOf(pattern)),
      text_(text),
      steps_(kStepsAtOnce),
      stack_(first_) {}

Outcome RegexSearch::Go() {
  for (;;) {
    if (steps_ <= 0) return Outcome::kPaused;
    const int64_t before = steps_;
    Outcome outcome = regex::Run(pattern_, text_, &state_, stack_, &steps_);
    context_.Charge(static_cast<size_t>(before - steps_));
    if (outcome == Outcome::kNeedRoom && !Grow()) outcome = Outcome::kTooBig;
    if (outcome == Outcome::kTooBig) RaiseMemoryError(context_);
    if (outcome != Outcome::kNeedRoom) return outcome;
  }
}

// A stack of at least twice the size, as far as the agent's memory goes.
bool RegexSearch::Grow() {
  const size_t words =
      std::max(stack_.size() * 2, regex::FirstStackWords(pattern_));
  const size_t bytes = std::min(words * 8, regex::kStackBytesMax);
  if (bytes <= stack_.size_bytes() || !context_.heap().HasRoomFor(bytes)) {
    return false;
  }
  Index* larger = context_.heap().New<Index>(bytes);
  auto* data = reinterpret_cast<int64_t*>(larger->data());
  std::copy_n(stack_.data(), state_.top, data);
  stack_ = {data, bytes / 8};
  grown_ = larger;
  return true;
}

void RegexSearch::Load(const RegexScanner* scanner) {
  state_ = scanner->search;
  Index* stack = scanner->stack;
  if (stack == nullptr) return;
  grown_ = stack;
  stack_ = {reinterpret_cast<int64_t*>(stack->data()), stack->length / 8};
}

void RegexSearch::Save(RegexScanner* scanner) {
  scanner->search = state_;
  if (grown_ == nullptr) {
    grown_ = context_.heap().New<Index>(stack_.size_bytes());
    std::memcpy(grown_->data(), stack_.data(), stack_.size_bytes());
  }
  scanner->stack = grown_;
}

bool RegexSearch::Span(int64_t group, int64_t* begin_out,
                       int64_t* end_out) const {
  *begin_out = state_.start;
  *end_out = state_.at;
  if (group == 0) return true;
  if (!regex::GroupSpan(state_, stack_, group - 1, begin_out, end_out)) {
    *begin_out = *end_out = -1;
  }
  if (*begin_out <= *end_out) return true;
  Raise(context_, core().SystemError,
        "The span of capturing group is wrong, please report a bug for the re "
        "module.");
  return false;
}

// --- What it finds -----------------------------------------------------------

RegexMatch* NewMatch(Context& context, RegexPattern* pattern, Value string,
                     int64_t pos, int64_t end_pos, const RegexSearch& search) {
  const int64_t groups = pattern->group_count();
  auto* match = context.heap().New<RegexMatch>(
      static_cast<size_t>(RegexMatch::kSpans + 2 * (groups + 1)));
  match->pattern = pattern;
  match->string = string;
  Value* numbers = match->numbers();
  numbers[RegexMatch::kPos] = Value::Int(pos);
  numbers[RegexMatch::kEndPos] = Value::Int(end_pos);
  numbers[RegexMatch::kLastIndex] =
      Value::Int(const_cast<RegexSearch&>(search).state().last_index);
  for (int64_t group = 0; group <= groups; ++group) {
    int64_t begin, end;
    if (!search.Span(group, &begin, &end)) return nullptr;
    numbers[RegexMatch::kSpans + 2 * group] = Value::Int(begin);
    numbers[RegexMatch::kSpans + 2 * group + 1] = Value::Int(end);
  }
  return match;
}

RegexScanner* NewScanner(Context& context, RegexPattern* pattern, Value string,
                         const Text& subject, int64_t pos, int64_t end_pos) {
  auto* scanner = context.heap().New<RegexScanner>();
  scanner->pattern = pattern;
  scanner->string = string;
  scanner->subject = subject.value;
  scanner->replacement = Value::None();
  scanner->pos = scanner->copied = pos;
  scanner->end_pos = end_pos;
  scanner->limit = INT64_MAX;
  scanner->matches = 0;
  scanner->task = RegexScanner::kMatches;
  scanner->search = {};
  scanner->search.begin = pos;
  scanner->search.end = end_pos;
  return scanner;
}

}  // namespace midge::vm
