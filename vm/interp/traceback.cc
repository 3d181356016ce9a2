// The text of an uncaught exception, as python3 prints it.
#include <algorithm>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"
#include "vm/interp/anchors.h"
#include "vm/interp/code.h"
#include "vm/interp/frame.h"
#include "vm/interp/interpreter.h"
#include "vm/interp/loader.h"
#include "vm/interp/suggestions.h"
#include "vm/objects/attributes.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/exception_fields.h"
#include "vm/objects/names.h"

namespace midge::vm {
namespace {

// As CPython: lines of a traceback beyond this are left out at the top, and
// more than three of the same are counted.
constexpr size_t kMaxTracebackLines = 1000;
constexpr int kMaxRepeats = 3;
// As CPython: exceptions of one group that are shown, and groups in groups.
constexpr uint32_t kMaxGroupWidth = 15;
constexpr int kMaxGroupDepth = 10;

std::string_view Trim(std::string_view text) {
  const char* const kBlank = " \t\f\r\n";
  const size_t begin = text.find_first_not_of(kBlank);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kBlank) - begin + 1);
}

std::string_view TrimLeft(std::string_view text) {
  return text.substr(std::min(text.find_first_not_of(" \t\f"), text.size()));
}

// Characters in the first `bytes` bytes of UTF-8 text.
size_t CountCharacters(std::string_view text, size_t bytes) {
  text = text.substr(0, bytes);
  return static_cast<size_t>(std::count_if(
      text.begin(), text.end(),
      [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view SourceLine(Context& context, std::string_view file, int line) {
  if (context.program == nullptr) return {};
  return context.program->SourceLine(file, line);
}

Opcode OpcodeAt(const CodeData& code, int64_t word) {
  // `word` is the last word of its instruction; walking from the start is the
  // only way to know where that began.
  int64_t at = 0, last = 0;
  while (at <= word && at < code.instruction_count) {
    last = at;
    at += WordCount(code.instructions[at].op());
  }
  return code.instructions[last].op();
}

const CodeData& CodeOf(const Traceback& at) {
  return *at.frame->function->code->data;
}

// The line of ^^^ under `line`, or "" if it would mark all of it, or the code
// has no such instruction.
std::string Carets(const CodeData& code, int64_t ip, std::string_view line) {
  if (ip < 0 || ip >= code.instruction_count) return "";
  const SourceSpan& span = code.unit->spans[static_cast<size_t>(ip)];
  if (span.column < 0 || span.end_column < 0) return "";
  const std::string_view trimmed = Trim(line);
  const size_t indent = static_cast<size_t>(trimmed.data() - line.data());
  const size_t shown = line.size() - indent;
  const bool one_line = span.end_line == span.line;
  const size_t begin = std::min(static_cast<size_t>(span.column), line.size());
  const size_t end =
      one_line ? std::min(static_cast<size_t>(span.end_column), line.size())
               : indent + trimmed.size();
  if (end <= begin || begin < indent) return "";
  std::optional<Anchors> anchors;
  if (one_line) {
    anchors = FindAnchors(line.substr(begin, end - begin), OpcodeAt(code, ip));
  }
  if (!anchors && end - begin == shown) return "";
  std::string text(4, ' ');
  text.append(CountCharacters(line.substr(indent), begin - indent), ' ');
  const auto mark = [&](size_t from, size_t to, char with) {
    text.append(CountCharacters(line.substr(from), to - from), with);
  };
  if (anchors) {
    mark(begin, begin + anchors->begin, '~');
    mark(begin + anchors->begin, begin + anchors->end, '^');
    mark(begin + anchors->end, end, '~');
  } else {
    mark(begin, end, '^');
  }
  return absl::StrCat(text, "\n");
}

std::string FormatLine(Context& context, const Traceback& at) {
  const CodeData& code = CodeOf(at);
  const std::string file = ToUtf8(code.file_name);
  const int line = LineOf(at);
  std::string text = absl::StrCat("  File \"", file, "\", line ", line, ", in ",
                                  ToUtf8(code.name), "\n");
  const std::string_view source = SourceLine(context, file, line);
  if (Trim(source).empty()) return text;
  absl::StrAppend(&text, "    ", std::string(TrimLeft(source)), "\n",
                  Carets(code, at.last / 2, source));
  return text;
}

bool SamePlace(const Traceback& a, const Traceback& b) {
  const CodeData &x = CodeOf(a), &y = CodeOf(b);
  return x.file_name == y.file_name && x.name == y.name &&
         LineOf(a) == LineOf(b);
}

std::string FormatRepeats(int more) {
  return absl::StrCat("  [Previous line repeated ", more, " more time",
                      more == 1 ? "" : "s", "]\n");
}

std::string FormatTraceback(Context& context, const Traceback* first,
                            const char* title) {
  std::vector<const Traceback*> lines;
  for (const Traceback* at = first; at != nullptr; at = at->next.get()) {
    lines.push_back(at);
  }
  if (lines.size() > kMaxTracebackLines) {
    lines.erase(lines.begin(), lines.end() - kMaxTracebackLines);
  }
  std::string text = title;
  int repeats = 0;
  for (size_t i = 0; i < lines.size(); ++i) {
    const bool same = i > 0 && SamePlace(*lines[i - 1], *lines[i]);
    if (!same) {
      if (repeats > kMaxRepeats) text += FormatRepeats(repeats - kMaxRepeats);
      repeats = 0;
    }
    if (++repeats <= kMaxRepeats) text += FormatLine(context, *lines[i]);
  }
  if (repeats > kMaxRepeats) text += FormatRepeats(repeats - kMaxRepeats);
  return text;
}

Instance* AsException(Context& context, Value v) {
  return context.Resolve(static_cast<Instance*>(v.as_object()));
}

bool IsExceptionValue(Value v) { return IsKind(v, Kind::kInstance); }

Value Attribute(Context& context, Value exception, const char* name) {
  Value out;
  PythonCall call;
  Str* interned = Names::Intern(name);
  const OpResult result =
      GetAttribute(context, exception, interned, &out, &call);
  context.raised = Value();
  return result == OpResult::kDone ? out : Value();
}

std::string TextOf(Context& context, Value v) {
  Value text;
  const OpResult result = ToStr(context, v, &text);
  context.raised = Value();
  if (result != OpResult::kDone) return "<exception str() failed>";
  return ToUtf8(static_cast<Str*>(text.as_object()));
}

// What say_exception in the prelude has kept, or str(exception).
std::string MessageOf(Context& context, Value exception) {
  const Value kept = InstanceGet(context, AsException(context, exception),
                                 Names::Intern(kKeptText));
  return TextOf(context, kept.is_unbound() ? exception : kept);
}

std::string QualifiedClassName(Context& context, Class* cls) {
  const std::string name =
      ToUtf8(static_cast<Str*>(cls->qualified_name.as_object()));
  const Value own = FindInClass(context, cls, core().n_module);
  const Value module = IsKind(own, Kind::kStr) ? own : cls->module;
  if (!IsKind(module, Kind::kStr)) return absl::StrCat("<unknown>.", name);
  const std::string text = ToUtf8(static_cast<Str*>(module.as_object()));
  if (text == "builtins" || text == "__main__") return name;
  return absl::StrCat(text, ".", name);
}

// The attributes of a SyntaxError that say where it is; -1: not known.
struct SyntaxPlace {
  std::string file = "<string>", message, text;
  int64_t line = 0, column = -1, end_line = 0, end_column = -1;
  bool has_text = false;
  bool has_end = false;  // Subclasses are marked where they begin.
};

// False if `exception` is another, or says no line.
bool ReadSyntaxPlace(Context& context, Value exception, SyntaxPlace* place) {
  if (!IsInstance(context, exception, core().SyntaxError)) return false;
  Instance* instance = AsException(context, exception);
  const auto field = [&](SyntaxErrorSlot slot) {
    return FieldOf(instance, slot);
  };
  bool is_whole = true;
  const auto number = [&](SyntaxErrorSlot slot, int64_t otherwise) {
    const Value value = field(slot);
    is_whole = is_whole && (value.is_int() || value.is_none());
    return value.is_int() ? value.as_int() : otherwise;
  };
  if (!field(kSyntaxLine).is_int()) return false;
  place->line = number(kSyntaxLine, 0);
  place->column = number(kSyntaxOffset, -1);
  place->end_line = number(kSyntaxEndLine, place->line);
  place->end_column = number(kSyntaxEndOffset, -1);
  const Value file = field(kSyntaxFile), text = field(kSyntaxText);
  if (!file.is_none()) place->file = TextOf(context, file);
  place->has_text = IsKind(text, Kind::kStr);
  if (place->has_text) place->text = TextOf(context, text);
  place->message = TextOf(context, field(kSyntaxMessage));
  place->has_end = context.Resolve(instance->cls.get()) == core().SyntaxError;
  return is_whole;
}

// The part of `text` from which on `*offset` is in its first line.
std::string_view FromLineOf(std::string_view text, int64_t* offset) {
  for (;;) {
    const size_t end = text.find('\n');
    if (end == std::string_view::npos) return text;
    if (static_cast<int64_t>(end) >= *offset) return text;
    text.remove_prefix(end + 1);
    *offset -= static_cast<int64_t>(end) + 1;
  }
}

// As CPython, which takes columns for bytes where it clips them.
std::string FormatSyntaxPlace(const SyntaxPlace& place) {
  std::string out =
      absl::StrCat("  File \"", place.file, "\", line ", place.line, "\n");
  if (!place.has_text) return out;
  int64_t end = place.end_column;
  if (place.end_line > place.line)
    end = static_cast<int64_t>(place.text.size());
  end = std::min(end, static_cast<int64_t>(place.text.size()) + 1);
  const int64_t count =
      place.has_end && end > 0 && end > place.column ? end - place.column : 1;
  std::string_view text = TrimLeft(place.text);
  int64_t offset =
      place.column - 1 - static_cast<int64_t>(place.text.size() - text.size());
  const size_t length = text.size() - (text.ends_with('\n') ? 1 : 0);
  offset = std::min(offset, static_cast<int64_t>(length));
  text = FromLineOf(text, &offset);
  absl::StrAppend(&out, "    ", std::string(text),
                  text.ends_with('\n') ? "" : "\n");
  if (offset < 0) return out;
  out.append(4 + static_cast<size_t>(offset), ' ');
  out.append(static_cast<size_t>(count), '^');
  return absl::StrCat(out, "\n");
}

std::string FormatNotes(Context& context, Value exception) {
  Instance* instance = AsException(context, exception);
  const Value kept = InstanceGet(context, instance, Names::Intern(kKeptNotes));
  if (!kept.is_unbound()) return TextOf(context, kept);
  Value notes = InstanceGet(context, instance, core().n_notes);
  if (notes.is_unbound()) notes = Attribute(context, exception, "__notes__");
  std::string text;
  if (!IsKind(notes, Kind::kList)) return text;
  List* list = context.Resolve(static_cast<List*>(notes.as_object()));
  for (uint64_t i = 0; i < list->size; ++i) {
    absl::StrAppend(&text, TextOf(context, list->items()[i]), "\n");
  }
  return text;
}

// The exceptions of a group, or null for any other exception.
Tuple* GroupMembers(Context& context, Value exception) {
  const Value base =
      DictGet(core().builtins, Names::Intern("BaseExceptionGroup"));
  if (!IsKind(base, Kind::kClass) ||
      !IsInstance(context, exception, static_cast<Class*>(base.as_object()))) {
    return nullptr;
  }
  const Value members = FieldOf(AsException(context, exception), kGroupMembers);
  return IsKind(members, Kind::kTuple)
             ? static_cast<Tuple*>(members.as_object())
             : nullptr;
}

// What str() of a group is: its class is the prelude's, but no Python may run.
std::string GroupText(Context& context, Value exception, uint32_t count) {
  return absl::StrCat(
      TextOf(context, FieldOf(AsException(context, exception), kGroupMessage)),
      " (", count, " sub-exception", count == 1 ? ")" : "s)");
}

// `text` with its lone surrogates, three bytes each, as \\udcXX.
std::string EscapeSurrogates(std::string text) {
  for (size_t at = 0; (at = text.find('\xED', at)) != text.npos; ++at) {
    const auto byte = [&](size_t i) {
      return i < text.size() ? static_cast<uint8_t>(text[i]) : 0;
    };
    if (byte(at + 1) < 0xA0) continue;
    const uint32_t c =
        0xD000u | (byte(at + 1) & 0x3Fu) << 6 | (byte(at + 2) & 0x3Fu);
    text.replace(at, 3, absl::StrCat("\\u", absl::Hex(c)));
  }
  return text;
}

constexpr char kTitle[] = "Traceback (most recent call last):\n";
constexpr char kGroupTitle[] =
    "Exception Group Traceback (most recent call last):\n";

std::string FormatOne(Context& context, Value exception,
                      const char* title = kTitle) {
  Instance* instance = AsException(context, exception);
  std::string text;
  const Traceback* last = nullptr;
  const Value chain = *instance->slot(kExceptionTraceback);
  if (IsKind(chain, Kind::kTraceback)) {
    last = static_cast<Traceback*>(chain.as_object());
    text = FormatTraceback(context, last, title);
    while (last->next.get() != nullptr) last = last->next.get();
  }
  SyntaxPlace place;
  std::string message;
  if (ReadSyntaxPlace(context, exception, &place)) {
    text += FormatSyntaxPlace(place);
    message = place.message;
  } else if (Tuple* members = GroupMembers(context, exception)) {
    message = GroupText(context, exception, members->length);
  } else {
    message =
        MessageOf(context, exception) + SuggestionFor(context, instance, last);
  }
  absl::StrAppend(
      &text, QualifiedClassName(context, context.Resolve(instance->cls.get())));
  if (!message.empty()) absl::StrAppend(&text, ": ", message);
  return absl::StrCat(text, "\n", FormatNotes(context, exception));
}

// The exception that led to this one, and the words between the two.
Value Earlier(Context& context, Value exception, const char** words) {
  Instance* instance = AsException(context, exception);
  const Value cause = *instance->slot(kExceptionCause);
  if (IsExceptionValue(cause)) {
    *words =
        "\nThe above exception was the direct cause of the following "
        "exception:\n\n";
    return cause;
  }
  const Value before = *instance->slot(kExceptionContext);
  if (IsExceptionValue(before) &&
      !instance->slot(kExceptionSuppressContext)->is_true()) {
    *words =
        "\nDuring handling of the above exception, another exception "
        "occurred:\n\n";
    return before;
  }
  return Value();
}

// Writes chains of exceptions, with a margin of | inside exception groups.
class ExceptionWriter {
 public:
  explicit ExceptionWriter(Context& context) : context_(context) {}

  std::string Run(Value exception) {
    Chain(exception);
    return std::move(out_);
  }

 private:
  std::string Indent() const {
    return std::string(static_cast<size_t>(2 * depth_), ' ');
  }

  void Emit(std::string_view text, char margin = '|') {
    if (depth_ == 0) {
      out_ += text;
      return;
    }
    while (!text.empty()) {
      const size_t end = std::min(text.find('\n'), text.size() - 1) + 1;
      absl::StrAppend(&out_, Indent(), std::string(1, margin), " ",
                      std::string(text.substr(0, end)));
      text.remove_prefix(end);
      margin = '|';
    }
  }

  // What led to `exception`, the earliest first, and it.
  void Chain(Value exception) {
    std::vector<std::pair<Value, const char*>> chain;
    const char* words = "";
    for (Value at = exception; IsExceptionValue(at);) {
      const bool is_new = seen_.insert(at.bits()).second;
      if (!is_new && !chain.empty()) break;
      if (chain.size() == kMaxExceptionChain) break;
      chain.emplace_back(at, words);
      at = Earlier(context_, at, &words);
    }
    for (auto link = chain.rbegin(); link != chain.rend(); ++link) {
      One(link->first);
      Emit(link->second);
    }
  }

  void One(Value exception) {
    Tuple* members = GroupMembers(context_, exception);
    if (members == nullptr) return Emit(FormatOne(context_, exception));
    if (depth_ > kMaxGroupDepth) {
      return Emit(
          absl::StrCat("... (max_group_depth is ", kMaxGroupDepth, ")\n"));
    }
    const bool is_outermost = depth_ == 0;
    if (is_outermost) depth_ = 1;
    const std::string text = FormatOne(context_, exception, kGroupTitle);
    Emit(text, is_outermost && text.starts_with(kGroupTitle) ? '+' : '|');
    Members(members);
    if (is_outermost) depth_ = 0;
  }

  void Members(Tuple* members) {
    const uint32_t shown = std::min(members->length, kMaxGroupWidth + 1);
    must_close_ = false;
    for (uint32_t i = 0; i < shown; ++i) {
      const bool is_cut = i == kMaxGroupWidth;
      must_close_ = must_close_ || i + 1 == shown;
      absl::StrAppend(
          &out_, Indent(), i == 0 ? "+-" : "  ", "+---------------- ",
          is_cut ? "..." : absl::StrCat(i + 1), " ----------------\n");
      ++depth_;
      if (is_cut) {
        const uint32_t more = members->length - kMaxGroupWidth;
        Emit(absl::StrCat("and ", more, " more exception", more == 1 ? "" : "s",
                          "\n"));
      } else {
        Chain((*members)[i]);
      }
      if (i + 1 == shown && must_close_) {
        absl::StrAppend(&out_, Indent(),
                        "+------------------------------------\n");
        must_close_ = false;
      }
      --depth_;
    }
  }

  Context& context_;
  std::string out_;
  absl::flat_hash_set<uint64_t> seen_;  // shown once as cause or context
  int depth_ = 0;                       // of groups
  bool must_close_ = false;  // the innermost last member draws the last line
};

}  // namespace

std::string FormatException(Context& context, Value exception) {
  return EscapeSurrogates(ExceptionWriter(context).Run(exception));
}

int LineOf(const Traceback& at) {
  if (at.line != -1) return at.line;
  if (at.last < 0) return CodeOf(at).first_line;
  const CodeUnit& unit = *CodeOf(at).unit;
  const size_t word = static_cast<size_t>(at.last / 2);
  return word < unit.spans.size() ? unit.spans[word].line : -1;
}

std::vector<StackEntry> StackOf(Context& context, Thread* thread) {
  std::vector<StackEntry> stack;
  if (thread->stack.get() == nullptr) return stack;
  Value* base = thread->stack->items() + thread->base;
  for (;;) {
    const CodeData& code =
        *static_cast<Function*>(FrameCallee(base).as_object())->code->data;
    if (!code.is(kCodeHidden)) {
      const uint32_t ip = SavedIp::Unpack(FrameIp(base)).ip;
      StackEntry entry;
      entry.file = ToUtf8(code.file_name);
      entry.line = code.unit->spans[ip == 0 ? 0 : ip - 1].line;
      entry.function = ToUtf8(code.qualified_name);
      entry.source =
          std::string(Trim(SourceLine(context, entry.file, entry.line)));
      stack.push_back(std::move(entry));
    }
    const FrameLink link = FrameLink::Unpack(FrameLinkWord(base));
    if (link.action == ReturnAction::kThreadExit) break;
    base -= link.caller_distance;
  }
  std::reverse(stack.begin(), stack.end());
  return stack;
}

}  // namespace midge::vm
