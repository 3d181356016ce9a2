// Scanners: the loops over all matches behind finditer(), findall(), split()
// and sub().
#include <algorithm>

#include "vm/lib/regex.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"

namespace midge::vm {
namespace {

using regex::Mode;
using regex::Outcome;
using Result = NativeResult;

// What lies behind `end` is not looked at again once it was reached.
constexpr int64_t kExhausted = -1;

Text SubjectText(Context& context, const RegexScanner* scanner) {
  Text text;
  GetText(context, scanner->subject, &text);
  return text;
}

// One scanner's work in one native.
class Scan {
 public:
  Scan(Context& context, RegexScanner* scanner)
      : context_(context),
        scanner_(scanner),
        subject_(SubjectText(context, scanner)),
        search_(context, scanner->pattern, subject_.view) {
    search_.Load(scanner);
  }

  // kReturn when all is found, and in the scanner's pieces.
  enum class Step { kDone, kPaused, kRaised };
  Step Run();
  // The next match, or None.
  Step Next(Mode mode, Value* out);
  Value Finished();

 private:
  Outcome Find();
  void StepBehindMatch();
  bool Take();
  bool TakeGroups();
  bool TakeFound();
  void Push(Value piece) { ListPush(context_, scanner_->pieces, piece); }
  Value Part(int64_t begin, int64_t end) const {
    return NewTextLike(context_, subject_, subject_.view.Part(begin, end));
  }
  bool Group(int64_t group, Value missing, Value* out) const;

  Context& context_;
  RegexScanner* const scanner_;
  const Text subject_;
  RegexSearch search_;
};

Outcome Scan::Find() {
  if (search_.state().begin == kExhausted ||
      scanner_->matches == scanner_->limit) {
    return Outcome::kNoMatch;
  }
  const Outcome outcome = search_.Go();
  if (outcome == Outcome::kPaused) {
    search_.Save(scanner_);
  } else if (outcome != Outcome::kMatch) {
    scanner_->search = {};
    scanner_->search.begin = kExhausted;
    scanner_->stack = nullptr;
  }
  return outcome;
}

// So that the next search begins where this match ended.
void Scan::StepBehindMatch() {
  const regex::Search found = search_.state();
  regex::Search& next = search_.state();
  next = {};
  next.begin = found.at;
  next.end = found.end;
  next.must_advance = found.at == found.start;
  ++scanner_->matches;
}

Scan::Step Scan::Run() {
  for (;;) {
    switch (Find()) {
      case Outcome::kMatch:
        if (!Take()) return Step::kRaised;
        StepBehindMatch();
        if (context_.heap().HasRoomFor(1024)) break;
        RaiseMemoryError(context_);
        return Step::kRaised;
      case Outcome::kNoMatch:
        return Step::kDone;
      case Outcome::kPaused:
        return Step::kPaused;
      default:
        return Step::kRaised;
    }
  }
}

Scan::Step Scan::Next(Mode mode, Value* out) {
  search_.state().mode = mode;
  switch (Find()) {
    case Outcome::kMatch: {
      RegexMatch* match =
          NewMatch(context_, scanner_->pattern, scanner_->string, scanner_->pos,
                   scanner_->end_pos, search_);
      if (match == nullptr) return Step::kRaised;
      StepBehindMatch();
      scanner_->search = search_.state();
      scanner_->stack = nullptr;
      *out = Value::Of(match);
      return Step::kDone;
    }
    case Outcome::kNoMatch:
      *out = Value::None();
      return Step::kDone;
    case Outcome::kPaused:
      return Step::kPaused;
    default:
      return Step::kRaised;
  }
}

bool Scan::Group(int64_t group, Value missing, Value* out) const {
  int64_t begin, end;
  if (!search_.Span(group, &begin, &end)) return false;
  *out = begin < 0 ? missing : Part(begin, end);
  return true;
}

// What one match adds to the pieces.
bool Scan::Take() {
  if (scanner_->task == RegexScanner::kFindAll) return TakeFound();
  const regex::Search& found = search_.state();
  if (scanner_->task == RegexScanner::kSplit) {
    Push(Part(scanner_->copied, found.start));
    if (!TakeGroups()) return false;
  } else {
    if (scanner_->copied < found.start) {
      Push(Part(scanner_->copied, found.start));
    }
    Push(scanner_->replacement);
  }
  scanner_->copied = found.at;
  return true;
}

bool Scan::TakeGroups() {
  const int64_t groups = scanner_->pattern->group_count();
  for (int64_t group = 1; group <= groups; ++group) {
    Value part;
    if (!Group(group, Value::None(), &part)) return false;
    Push(part);
  }
  return true;
}

// The whole, the one group, or a tuple of the groups.
bool Scan::TakeFound() {
  const int64_t groups = scanner_->pattern->group_count();
  const Value empty = Part(0, 0);
  Value found;
  if (groups <= 1) {
    if (!Group(groups, empty, &found)) return false;
  } else {
    Tuple* tuple = NewTuple(context_, static_cast<uint32_t>(groups));
    for (int64_t group = 1; group <= groups; ++group) {
      if (!Group(group, empty, &tuple->items()[group - 1])) return false;
    }
    found = Value::Of(tuple);
  }
  Push(found);
  return true;
}

// The task's answer, or the pieces and how many matches were replaced.
Value Scan::Finished() {
  switch (scanner_->task) {
    case RegexScanner::kFindAll:
      break;
    case RegexScanner::kSplit:
      Push(Part(scanner_->copied, scanner_->end_pos));
      break;
    default:
      if (scanner_->copied < scanner_->end_pos) {
        Push(Part(scanner_->copied, scanner_->end_pos));
      }
  }
  return scanner_->pieces.value();
}

// Joins what a substitution left: text all of one kind.
OpResult Join(Context& context, const Text& like, List* pieces, Value* out) {
  if (pieces->size == 1) {
    *out = pieces->items()[0];
    return OpResult::kDone;
  }
  TextBuilder builder(context);
  for (uint64_t i = 0; i < pieces->size; ++i) {
    Text piece;
    GetText(context, pieces->items()[i], &piece);
    builder.Append(piece.view);
  }
  context.Charge(static_cast<size_t>(builder.size()) / 64);
  return builder.FinishLike(like, out);
}

Result FinishTask(NativeCall& call, RegexScanner* scanner, Value pieces) {
  if (scanner->task != RegexScanner::kSubstitute &&
      scanner->task != RegexScanner::kCountSubs) {
    return call.Return(pieces);
  }
  Value joined;
  const OpResult result = Join(call.context, SubjectText(call.context, scanner),
                               static_cast<List*>(pieces.as_object()), &joined);
  if (result != OpResult::kDone) return Result::kRaise;
  if (scanner->task == RegexScanner::kSubstitute) return call.Return(joined);
  const Value pair[] = {joined, Value::Int(scanner->matches)};
  return call.Return(Value::Of(NewTuple(call.context, pair)));
}

Result NextMatch(NativeCall& call, Mode mode) {
  RegexScanner* scanner = SelfScanner(call);
  if (scanner == nullptr) return Result::kRaise;
  if (scanner->search.begun) {
    return RaiseValueError(call.context,
                           "regular expression scanner already executing");
  }
  Scan scan(call.context, scanner);
  switch (scan.Next(mode, &call.result)) {
    case Scan::Step::kDone:
      return Result::kReturn;
    case Scan::Step::kPaused:
      return call.Prelude("regex_go_on", {Value::Of(scanner)});
    default:
      return Result::kRaise;
  }
}

Result ScannerMatch(NativeCall& call) { return NextMatch(call, Mode::kMatch); }
Result ScannerSearch(NativeCall& call) {
  return NextMatch(call, Mode::kSearch);
}

// regex_step(scanner): a paused scanner's result, or ... while there is none.
Result RegexStep(NativeCall& call) {
  RegexScanner* scanner = SelfScanner(call);
  if (scanner == nullptr) return Result::kRaise;
  Scan scan(call.context, scanner);
  const bool single = scanner->task == RegexScanner::kMatches;
  const Scan::Step step =
      single ? scan.Next(scanner->search.mode, &call.result) : scan.Run();
  switch (step) {
    case Scan::Step::kPaused:
      return call.Return(Value::Ellipsis());
    case Scan::Step::kRaised:
      return Result::kRaise;
    default:
      return single ? Result::kReturn
                    : FinishTask(call, scanner, scan.Finished());
  }
}

// regex_part(scanner, begin, end): of the text that is searched.
Result RegexPart(NativeCall& call) {
  RegexScanner* scanner = SelfScanner(call);
  if (scanner == nullptr) return Result::kRaise;
  const Text subject = SubjectText(call.context, scanner);
  const int64_t size = subject.view.size();
  int64_t end =
      call.args[2].is_none() ? scanner->end_pos : call.args[2].as_int();
  end = std::clamp<int64_t>(end, 0, size);
  const int64_t begin = std::clamp<int64_t>(call.args[1].as_int(), 0, end);
  return call.Return(
      NewTextLike(call.context, subject, subject.view.Part(begin, end)));
}

Result ScannerPattern(NativeCall& call) {
  RegexScanner* scanner = SelfScanner(call);
  if (scanner == nullptr) return Result::kRaise;
  return call.Return(scanner->pattern.value());
}

constexpr NativeSpec kMethods[] = {
    {"match", "self, /", &ScannerMatch},
    {"search", "self, /", &ScannerSearch},
};

constexpr NativeSpec kPreludeFunctions[] = {
    {"regex_step", "scanner, /", &RegexStep},
    {"regex_part", "scanner, begin, end, /", &RegexPart},
};

}  // namespace

NativeResult RunScanner(NativeCall& call, RegexScanner* scanner) {
  scanner->pieces = NewList(call.context);
  Scan scan(call.context, scanner);
  switch (scan.Run()) {
    case Scan::Step::kDone:
      return FinishTask(call, scanner, scan.Finished());
    case Scan::Step::kPaused:
      return call.Prelude("regex_go_on", {Value::Of(scanner)});
    default:
      return Result::kRaise;
  }
}

void RegisterRegexScanners() {
  AddMethods(core().regex_scanner, kMethods);
  AddGetter(core().regex_scanner, {"pattern", "self", &ScannerPattern});
  AddFunctions("_prelude", kPreludeFunctions);
}

}  // namespace midge::vm
