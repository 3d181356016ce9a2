// re.Match: its groups under numbers and names.
#include "vm/lib/regex.h"
#include "vm/objects/containers.h"
#include "vm/objects/core.h"
#include "vm/objects/errors.h"
#include "vm/objects/methods.h"
#include "vm/objects/regex_values.h"

namespace midge::vm {
namespace {

using Result = NativeResult;

// The receiver and the group in the argument after it, 0 if there is none.
struct Chosen {
  RegexMatch* match = nullptr;
  uint32_t group = 0;

  int64_t begin() const {
    return match->number(RegexMatch::kSpans + 2 * group);
  }
  int64_t end() const {
    return match->number(RegexMatch::kSpans + 2 * group + 1);
  }
};

bool Choose(NativeCall& call, Chosen* out) {
  out->match = SelfMatch(call);
  if (out->match == nullptr) return false;
  return call.args[1].is_unbound() ||
         FindRegexGroup(call.context, out->match, call.args[1], &out->group);
}

Value Pair(Context& context, int64_t begin, int64_t end) {
  const Value pair[] = {Value::Int(begin), Value::Int(end)};
  return Value::Of(NewTuple(context, pair));
}

Result GetItem(NativeCall& call) {
  RegexMatch* match = SelfMatch(call);
  if (match == nullptr) return Result::kRaise;
  return Finish(
      RegexGroupItem(call.context, match, call.args[1], &call.result));
}

Result Group(NativeCall& call) {
  RegexMatch* match = SelfMatch(call);
  if (match == nullptr) return Result::kRaise;
  Tuple* keys = static_cast<Tuple*>(call.args[1].as_object());
  Tuple* found = NewTuple(call.context, keys->length);
  uint32_t group = 0;
  for (uint32_t i = 0; i < keys->length; ++i) {
    if (!FindRegexGroup(call.context, match, (*keys)[i], &group))
      return Result::kRaise;
    (*found)[i] = RegexGroup(call.context, match, group, Value::None());
  }
  if (keys->length == 0) {
    return call.Return(RegexGroup(call.context, match, 0, Value::None()));
  }
  return call.Return(keys->length == 1 ? (*found)[0] : Value::Of(found));
}

Value Default(NativeCall& call) {
  return call.args[1].is_unbound() ? Value::None() : call.args[1];
}

Result Groups(NativeCall& call) {
  RegexMatch* match = SelfMatch(call);
  if (match == nullptr) return Result::kRaise;
  Tuple* groups = NewTuple(call.context, match->span_count() - 1);
  for (uint32_t i = 1; i < match->span_count(); ++i) {
    (*groups)[i - 1] = RegexGroup(call.context, match, i, Default(call));
  }
  return call.Return(Value::Of(groups));
}

Result GroupDict(NativeCall& call) {
  RegexMatch* match = SelfMatch(call);
  if (match == nullptr) return Result::kRaise;
  Context& context = call.context;
  Dict* named = NewDict(context);
  Dict* index = context.Resolve(match->pattern->group_index.get());
  Value name, number;
  for (int64_t at = 0; DictNext(index, &at, &name, &number);) {
    uint32_t group;
    if (!IsKind(name, Kind::kStr) ||
        !FindRegexGroup(context, match, number, &group)) {
      return RaiseIndexError(context, "no such group");
    }
    DictSet(context, named, static_cast<Str*>(name.as_object()),
            RegexGroup(context, match, group, Default(call)));
  }
  return call.Return(Value::Of(named));
}

Result Start(NativeCall& call) {
  Chosen chosen;
  if (!Choose(call, &chosen)) return Result::kRaise;
  return call.Return(Value::Int(chosen.begin()));
}

Result End(NativeCall& call) {
  Chosen chosen;
  if (!Choose(call, &chosen)) return Result::kRaise;
  return call.Return(Value::Int(chosen.end()));
}

Result Span(NativeCall& call) {
  Chosen chosen;
  if (!Choose(call, &chosen)) return Result::kRaise;
  return call.Return(Pair(call.context, chosen.begin(), chosen.end()));
}

Result Regs(NativeCall& call) {
  RegexMatch* match = SelfMatch(call);
  if (match == nullptr) return Result::kRaise;
  Tuple* spans = NewTuple(call.context, match->span_count());
  for (uint32_t i = 0; i < match->span_count(); ++i) {
    const Chosen chosen{match, i};
    (*spans)[i] = Pair(call.context, chosen.begin(), chosen.end());
  }
  return call.Return(Value::Of(spans));
}

template <uint32_t number>
Result Number(NativeCall& call) {
  RegexMatch* match = SelfMatch(call);
  if (match == nullptr) return Result::kRaise;
  return call.Return(match->numbers()[number]);
}

Result LastIndex(NativeCall& call) {
  RegexMatch* match = SelfMatch(call);
  if (match == nullptr) return Result::kRaise;
  const int64_t last = match->number(RegexMatch::kLastIndex);
  return call.Return(last < 0 ? Value::None() : Value::Int(last));
}

Result LastGroup(NativeCall& call) {
  RegexMatch* match = SelfMatch(call);
  if (match == nullptr) return Result::kRaise;
  const int64_t last = match->number(RegexMatch::kLastIndex);
  Tuple* names = match->pattern->names;
  if (last < 0 || last >= names->length) return call.Return(Value::None());
  return call.Return((*names)[static_cast<uint32_t>(last)]);
}

Result Pattern(NativeCall& call) {
  RegexMatch* match = SelfMatch(call);
  if (match == nullptr) return Result::kRaise;
  return call.Return(match->pattern.value());
}

Result String(NativeCall& call) {
  RegexMatch* match = SelfMatch(call);
  if (match == nullptr) return Result::kRaise;
  return call.Return(match->string);
}

Result Expand(NativeCall& call) {
  RegexMatch* match = SelfMatch(call);
  if (match == nullptr) return Result::kRaise;
  return call.Prelude("regex_expand",
                      {match->pattern.value(), call.args[0], call.args[1]});
}

Result Self(NativeCall& call) { return call.Return(call.args[0]); }

constexpr NativeSpec kMethods[] = {
    {"group", "self, /, *args", &Group},
    {"__getitem__", "self, group, /", &GetItem},
    {"groups", "self, /, default=None", &Groups},
    {"groupdict", "self, /, default=None", &GroupDict},
    {"start", "self, group=0, /", &Start},
    {"end", "self, group=0, /", &End},
    {"span", "self, group=0, /", &Span},
    {"expand", "self, /, template", &Expand},
    {"__copy__", "self, /", &Self},
    {"__deepcopy__", "self, memo, /", &Self},
};

}  // namespace

void RegisterRegexMatches() {
  Class* match = core().regex_match;
  AddMethods(match, kMethods);
  AddGetter(match, {"pos", "self", &Number<RegexMatch::kPos>});
  AddGetter(match, {"endpos", "self", &Number<RegexMatch::kEndPos>});
  AddGetter(match, {"lastindex", "self", &LastIndex});
  AddGetter(match, {"lastgroup", "self", &LastGroup});
  AddGetter(match, {"regs", "self", &Regs});
  AddGetter(match, {"re", "self", &Pattern});
  AddGetter(match, {"string", "self", &String});
}

}  // namespace midge::vm
